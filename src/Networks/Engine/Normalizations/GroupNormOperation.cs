using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// Group normalization (Wu and He, 2018), which with one group is layer normalization (Ba, Kiros and Hinton, 2016), then ReLU if asked.
/// </summary>
internal sealed unsafe class GroupNormOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public int Groups => _groups;

    public float Epsilon => _epsilon;

    public bool Relu => _relu;

    public Parameter Weight => _weight;

    public Parameter Bias => _bias;

    private const int ChunkRows = 32;

    private readonly Value _input;
    private readonly Value _output;
    private readonly int _groups;
    private readonly float _epsilon;
    private readonly bool _relu;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private float* _weightValues;
    private float* _biasValues;
    private float* _weightGradient;
    private float* _biasGradient;
    private AlignedBuffer? _normalized;
    private AlignedBuffer? _inverseDeviations;
    private AlignedBuffer? _chunkGradients;

    public GroupNormOperation(ParameterLayout layout, string name, int groups, float epsilon, bool relu, Value input, Value output)
    {
        if (input.Width % groups != 0)
        {
            throw new ArgumentException($"{groups} groups do not divide {input.Width} units evenly: choose another number of groups or another width.");
        }

        _groups = groups;
        _epsilon = epsilon;
        _relu = relu;
        _input = input;
        _output = output;
        _weight = layout.Declare($"{name}.weight", [input.Width], Initialization.Ones, decays: false);
        _bias = layout.Declare($"{name}.bias", [input.Width], Initialization.Zeros, decays: false);
    }

    private int GroupWidth => _input.Width / _groups;

    public override void Bind(Binding binding)
    {
        _weightValues = binding.Store.Pointer(_weight);
        _biasValues = binding.Store.Pointer(_bias);
        _weightGradient = binding.Gradient(_weight);
        _biasGradient = binding.Gradient(_bias);
        if (binding.Training)
        {
            var rows = checked(binding.Capacity * _input.Copies);
            _normalized = new AlignedBuffer(checked(rows * _input.Width));
            _inverseDeviations = new AlignedBuffer(rows * _groups);
            _chunkGradients = new AlignedBuffer(Chunks(rows) * 2 * _input.Width);
        }
    }

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork { Operation = this, Rows = _input.Rows(pass), Training = pass.Training };
        pass.Team.Run(Chunks(work.Rows), ref work);
    }

    public override void Backward(in Pass pass)
    {
        var work = new BackwardWork { Operation = this, Rows = _input.Rows(pass), Accumulate = _input.GradientStarted };
        pass.Team.Run(Chunks(work.Rows), ref work);
        _input.GradientStarted = _input.NeedsGradient;
        var (chunks, width) = (Chunks(work.Rows), _input.Width);
        Reductions.ColumnSums(pass.Team, _chunkGradients!.Pointer, chunks, width, 2 * width, _weightGradient);
        Reductions.ColumnSums(pass.Team, _chunkGradients.Pointer + width, chunks, width, 2 * width, _biasGradient);
    }

    private static int Chunks(int rows) => (rows + ChunkRows - 1) / ChunkRows;

    private void ForwardRow(int row, bool training)
    {
        var width = _input.Width;
        var y = new Span<float>(_output.Data + ((nint)row * width), width);
        for (var group = 0; group < _groups; group++)
        {
            var x = new ReadOnlySpan<float>(_input.Data + ((nint)row * width) + (group * GroupWidth), GroupWidth);
            var centered = y.Slice(group * GroupWidth, GroupWidth);
            TensorPrimitives.Subtract(x, TensorPrimitives.Sum(x) / GroupWidth, centered);
            var inverse = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(centered) / GroupWidth) + _epsilon);
            TensorPrimitives.Multiply(centered, inverse, centered);
            if (training)
            {
                _inverseDeviations!.Pointer[(row * _groups) + group] = inverse;
            }
        }

        if (training)
        {
            y.CopyTo(new Span<float>(_normalized!.Pointer + ((nint)row * width), width));
        }

        TensorPrimitives.MultiplyAdd(y, new ReadOnlySpan<float>(_weightValues, width), new ReadOnlySpan<float>(_biasValues, width), y);
        if (_relu)
        {
            TensorPrimitives.Max(y, 0f, y);
        }
    }

    private void BackwardChunk(int chunk, int rows, bool accumulate)
    {
        var width = _input.Width;
        var weightGradient = new Span<float>(_chunkGradients!.Pointer + ((nint)chunk * 2 * width), width);
        var biasGradient = new Span<float>(_chunkGradients.Pointer + ((((nint)chunk * 2) + 1) * width), width);
        weightGradient.Clear();
        biasGradient.Clear();
        var end = Math.Min((chunk + 1) * ChunkRows, rows);
        for (var row = chunk * ChunkRows; row < end; row++)
        {
            var dy = new Span<float>(_output.Gradient + ((nint)row * width), width);
            var normalized = new Span<float>(_normalized!.Pointer + ((nint)row * width), width);
            if (_relu)
            {
                float* y = _output.Data + ((nint)row * width), gradient = _output.Gradient + ((nint)row * width);
                FunctionLoops.Backward(default(ReluFunction), y, y, gradient, gradient, width, accumulate: false);
            }

            TensorPrimitives.MultiplyAdd(dy, normalized, weightGradient, weightGradient);
            TensorPrimitives.Add(biasGradient, dy, biasGradient);
            if (_input.NeedsGradient)
            {
                BackwardRow(row, dy, normalized, accumulate);
            }
        }
    }

    // dx = (g - mean of g - xhat mean of g xhat) / deviation, with g = dy weight. Overwrites dy and xhat, which no one needs any more.
    private void BackwardRow(int row, Span<float> dy, Span<float> normalized, bool accumulate)
    {
        TensorPrimitives.Multiply(dy, new ReadOnlySpan<float>(_weightValues, _input.Width), dy);
        var dx = new Span<float>(_input.Gradient + ((nint)row * _input.Width), _input.Width);
        for (var group = 0; group < _groups; group++)
        {
            var g = dy.Slice(group * GroupWidth, GroupWidth);
            var xhat = normalized.Slice(group * GroupWidth, GroupWidth);
            var target = dx.Slice(group * GroupWidth, GroupWidth);
            var inverse = _inverseDeviations!.Pointer[(row * _groups) + group];
            var mean = TensorPrimitives.Sum<float>(g) / GroupWidth;
            var product = TensorPrimitives.Dot<float>(g, xhat) / GroupWidth;
            TensorPrimitives.MultiplyAdd(xhat, -product, g, g);
            TensorPrimitives.Subtract(g, mean, g);
            if (accumulate)
            {
                TensorPrimitives.MultiplyAdd(g, inverse, target, target);
            }
            else
            {
                TensorPrimitives.Multiply(g, inverse, target);
            }
        }
    }

    private struct ForwardWork : IChunkWork
    {
        public GroupNormOperation Operation;
        public int Rows;
        public bool Training;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                Operation.ForwardRow(row, Training);
            }
        }
    }

    private struct BackwardWork : IChunkWork
    {
        public GroupNormOperation Operation;
        public int Rows;
        public bool Accumulate;

        public readonly void Execute(int chunk) => Operation.BackwardChunk(chunk, Rows, Accumulate);
    }
}
