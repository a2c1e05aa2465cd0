using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// The feature tokenizer of Gorishniy et al., 2021, section 3.3: the first token is learned, the others are x w + b of a number x, and W v + b
/// of a vector v, or v + b if it is as long as a token.
/// </summary>
internal sealed unsafe class TokenizerOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public Parameter First => _first;

    public Parameter Biases => _bias;

    public Parameter? NumberWeights => _numberWeight;

    public IEnumerable<(int Offset, int Width, int Number, Parameter? Weight)> Parts => _parts.Select(part => (part.Offset, part.Width, part.Number, part.Weight));

    private const int ChunkRows = 16;

    private readonly Value _input;
    private readonly Value _output;
    private readonly TokenPart[] _parts;
    private readonly Parameter _first;
    private readonly Parameter _bias;
    private readonly Parameter? _numberWeight;
    private float* _firstValues;
    private float* _biases;
    private float* _numberWeights;
    private float* _firstGradient;
    private float* _biasGradient;
    private float* _numberGradient;
    private GradientWrite _write;

    /// <param name="layout">The parameters.</param>
    /// <param name="name">What the names of the tensors begin with.</param>
    /// <param name="widths">The widths of the input's parts.</param>
    /// <param name="input">Rows of features.</param>
    /// <param name="output">A row per token.</param>
    public TokenizerOperation(ParameterLayout layout, string name, IReadOnlyList<int> widths, Value input, Value output)
    {
        _input = input;
        _output = output;
        var start = Initialization.FanIn(Width);
        _first = layout.Declare($"{name}.first", [Width], start, decays: false);
        _bias = layout.Declare($"{name}.bias", [widths.Count, Width], start, decays: false);
        var numbers = widths.Count(width => width == 1);
        _numberWeight = numbers > 0 ? layout.Declare($"{name}.weight", [numbers, Width], start, decays: false) : null;
        _parts = new TokenPart[widths.Count];
        var (offset, number) = (0, 0);
        for (var i = 0; i < _parts.Length; i++)
        {
            var width = widths[i];
            var matrix = width != 1 && width != Width
                ? layout.Declare($"{name}.{i}.weight", [Width, width], Initialization.FanIn(width), decays: true)
                : null;
            _parts[i] = new TokenPart { Offset = offset, Width = width, Number = width == 1 ? number++ : -1, Weight = matrix };
            offset += width;
        }
    }

    private int Width => _output.Width;

    private int OutputRow => _output.Width * _output.Copies;

    public override void Bind(Binding binding)
    {
        _firstValues = binding.Store.Pointer(_first);
        _firstGradient = binding.Gradient(_first);
        _biases = binding.Store.Pointer(_bias);
        _biasGradient = binding.Gradient(_bias);
        if (_numberWeight is not null)
        {
            _numberWeights = binding.Store.Pointer(_numberWeight);
            _numberGradient = binding.Gradient(_numberWeight);
        }

        foreach (ref var part in _parts.AsSpan())
        {
            if (part.Weight is not null)
            {
                part.Packed = binding.Store.Packed(part.Weight);
                part.Values = binding.Store.Pointer(part.Weight);
                part.Gradient = binding.Gradient(part.Weight);
            }
        }
    }

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork { Operation = this, Rows = pass.Rows };
        pass.Team.Run((pass.Rows + ChunkRows - 1) / ChunkRows, ref work);
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Packed is { } packed)
            {
                var input = new MatrixView(_input.Data + _parts[i].Offset, pass.Rows, _parts[i].Width, _input.Width);
                var epilogue = new Epilogue { Bias = _biases + (i * Width) };
                Gemm.Multiply(pass.Team, input, packed, _output.Data + ((i + 1) * Width), OutputRow, accumulate: false, epilogue);
            }
        }
    }

    public override void Backward(in Pass pass)
    {
        Reductions.ColumnSums(pass.Team, _output.Gradient, pass.Rows, Width, OutputRow, _firstGradient);
        Reductions.ColumnSums(pass.Team, _output.Gradient + Width, pass.Rows, OutputRow - Width, OutputRow, _biasGradient);
        _write = _input.BeginGradient();
        var work = new BackwardWork { Operation = this, Rows = pass.Rows };
        pass.Team.Run(_parts.Length, ref work);
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Weight is not null)
            {
                BackwardMatrix(pass, i);
            }
        }
    }

    private ReadOnlySpan<float> Bias(int part) => new(_biases + (part * Width), Width);

    private ReadOnlySpan<float> NumberWeight(int number) => new(_numberWeights + (number * Width), Width);

    private void ForwardRow(int row)
    {
        new ReadOnlySpan<float>(_firstValues, Width).CopyTo(_output.Row(row * _output.Copies));
        for (var i = 0; i < _parts.Length; i++)
        {
            ref var part = ref _parts[i];
            var features = _input.Row(row).Slice(part.Offset, part.Width);
            var token = _output.Row((row * _output.Copies) + i + 1);
            if (part.Number >= 0)
            {
                TensorPrimitives.MultiplyAdd(NumberWeight(part.Number), features[0], Bias(i), token);
            }
            else if (part.Weight is null)
            {
                TensorPrimitives.Add(features, Bias(i), token);
            }
        }
    }

    // One thread sums a feature's gradient over all rows, always in the same order.
    private void BackwardPart(int i, int rows)
    {
        ref var part = ref _parts[i];
        if (part.Weight is not null)
        {
            return;
        }

        var weightGradient = part.Number >= 0 ? new Span<float>(_numberGradient + (part.Number * Width), Width) : default;
        weightGradient.Clear();
        for (var row = 0; row < rows; row++)
        {
            var gradient = new ReadOnlySpan<float>(_output.Gradient + ((nint)row * OutputRow) + ((i + 1) * Width), Width);
            if (part.Number >= 0)
            {
                TensorPrimitives.MultiplyAdd(gradient, _input.Row(row)[part.Offset], weightGradient, weightGradient);
            }

            if (_write.Needed)
            {
                Put(row, part, part.Number >= 0 ? [TensorPrimitives.Dot(gradient, NumberWeight(part.Number))] : gradient);
            }
        }
    }

    private void Put(int row, in TokenPart part, ReadOnlySpan<float> gradient)
    {
        var target = _input.GradientRow(row).Slice(part.Offset, part.Width);
        if (_write.Adds)
        {
            TensorPrimitives.Add(target, gradient, target);
        }
        else
        {
            gradient.CopyTo(target);
        }
    }

    private void BackwardMatrix(in Pass pass, int i)
    {
        ref var part = ref _parts[i];
        var gradient = new MatrixView(_output.Gradient + ((i + 1) * Width), pass.Rows, Width, OutputRow);
        var input = new MatrixView(_input.Data + part.Offset, pass.Rows, part.Width, _input.Width);
        Gemm.Multiply(pass.Team, gradient.Transposed, input, part.Gradient, part.Width);
        if (_write.Needed)
        {
            var weight = new MatrixView(part.Values, Width, part.Width, part.Width);
            Gemm.Multiply(pass.Team, gradient, weight, _input.Gradient + part.Offset, _input.Width, accumulate: _write.Adds);
        }
    }

    private struct TokenPart
    {
        public int Offset;
        public int Width;

        // The position among the single numbers, or -1 for a vector.
        public int Number;
        public Parameter? Weight;
        public PackedMatrix? Packed;
        public float* Values;
        public float* Gradient;
    }

    private struct ForwardWork : IChunkWork
    {
        public TokenizerOperation Operation;
        public int Rows;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                Operation.ForwardRow(row);
            }
        }
    }

    private struct BackwardWork : IChunkWork
    {
        public TokenizerOperation Operation;
        public int Rows;

        public readonly void Execute(int chunk) => Operation.BackwardPart(chunk, Rows);
    }
}
