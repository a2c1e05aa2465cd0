using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// y = (x r) W' s + b per member of an ensemble, then ReLU and dropout if asked; r, s and b are the member's own, W is shared (Wen, Tran and
/// Ba, "BatchEnsemble", 2020, equation 5). All members may read the same input.
/// </summary>
internal sealed unsafe class BatchEnsembleOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public int Members => _members;

    public bool Relu => _relu;

    public float Dropout => _dropout;

    public Parameter Weight => _weight;

    public Parameter InputScale => _inputScale;

    public Parameter OutputScale => _outputScale;

    public Parameter Bias => _bias;

    // Rows of a product, members counted: what lies between its steps stays in the second cache.
    private const int ChunkRows = 256;

    private readonly Value _input;
    private readonly Value _output;
    private readonly int _members;
    private readonly bool _relu;
    private readonly float _dropout;
    private readonly uint _purpose;
    private readonly Parameter _weight;
    private readonly Parameter _inputScale;
    private readonly Parameter _outputScale;
    private readonly Parameter _bias;
    private PackedMatrix? _forwardWeight;
    private PackedMatrix? _backwardWeight;
    private AlignedBuffer? _scaled;
    private AlignedBuffer? _products;
    private float* _weightValues;
    private float* _inputScales;
    private float* _outputScales;
    private float* _biases;
    private float* _weightGradient;
    private float* _inputScaleGradient;
    private float* _outputScaleGradient;
    private float* _biasGradient;
    private GradientWrite _write;

    public BatchEnsembleOperation(
        ParameterLayout layout, string name, Initialization inputScale, LinearOptions options, uint purpose, Value input, Value output)
    {
        _input = input;
        _output = output;
        _members = output.Copies;
        _relu = options.Relu;
        _dropout = options.Dropout;
        _purpose = purpose;
        var (weight, bias) = Initialization.OfLinear(options.Initialization, options.Next, input.Width, output.Width);
        _weight = layout.Declare($"{name}.weight", [output.Width, input.Width], weight, decays: true);
        _inputScale = layout.Declare($"{name}.r", [_members, input.Width], inputScale, decays: true);
        _outputScale = layout.Declare($"{name}.s", [_members, output.Width], Initialization.Ones, decays: true);
        _bias = layout.Declare($"{name}.bias", [_members, output.Width], bias with { SameRows = true }, decays: false);
    }

    // The distance of a member's rows in its own input: none between members that share one.
    private int InputRow => _input.Copies == 1 ? _input.Width : _members * _input.Width;

    private int ScaledRow => _members * _input.Width;

    private int OutputRow => _members * _output.Width;

    public override void Bind(Binding binding)
    {
        _forwardWeight = binding.Store.Packed(_weight);
        _weightValues = binding.Store.Pointer(_weight);
        _inputScales = binding.Store.Pointer(_inputScale);
        _outputScales = binding.Store.Pointer(_outputScale);
        _biases = binding.Store.Pointer(_bias);
        _weightGradient = binding.Gradient(_weight);
        _inputScaleGradient = binding.Gradient(_inputScale);
        _outputScaleGradient = binding.Gradient(_outputScale);
        _biasGradient = binding.Gradient(_bias);
        _scaled = new AlignedBuffer(checked(binding.Capacity * ScaledRow));
        if (binding.Training)
        {
            _products = new AlignedBuffer(checked(binding.Capacity * OutputRow));
            _backwardWeight = new PackedMatrix(_output.Width, _input.Width);
        }
    }

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork
        {
            Operation = this,
            Rows = pass.Rows,
            RowsPerChunk = Math.Max(1, ChunkRows / _members),
            Dropout = pass.Training && _dropout > 0 ? Mask(pass) : default,

            // The backward pass needs the products; otherwise the output takes their place.
            Products = pass.Training ? _products!.Pointer : _output.Data,
        };
        pass.Team.Run((work.Rows + work.RowsPerChunk - 1) / work.RowsPerChunk, ref work);
    }

    public override void Backward(in Pass pass)
    {
        var rows = pass.Rows;
        var scale = 1f;
        if (_dropout > 0)
        {
            var mask = Mask(pass);
            scale = mask.Scale;
            if (!_relu)
            {
                Elementwise.ApplyDropout(pass.Team, _output.Gradient, rows, OutputRow, OutputRow, mask);
                scale = 1;
            }
        }

        var before = new BackwardWork { Operation = this, Rows = rows, Step = BackwardStep.Outputs, DropoutScale = scale };
        pass.Team.Run(_members, ref before);
        var gradient = new MatrixView(_output.Gradient, rows * _members, _output.Width, _output.Width);
        var scaled = new MatrixView(_scaled!.Pointer, rows * _members, _input.Width, _input.Width);
        Gemm.Multiply(pass.Team, gradient.Transposed, scaled, _weightGradient, _input.Width);
        _backwardWeight!.Pack(pass.Team, new MatrixView(_weightValues, _output.Width, _input.Width, _input.Width));
        _write = _input.BeginGradient();
        var after = new BackwardWork { Operation = this, Rows = rows, Step = BackwardStep.Inputs };
        pass.Team.Run(_members, ref after);
        if (_write.Needed && _input.Copies == 1)
        {
            var sum = new BackwardWork { Operation = this, Rows = rows, Step = BackwardStep.SharedInputs };
            pass.Team.Run((rows + ChunkRows - 1) / ChunkRows, ref sum);
        }
    }

    // A row of the batch is one long row of all members: the mask is that of this matrix.
    private DropoutMask Mask(in Pass pass) => new(pass.Seed, _purpose, pass.Step, _dropout, OutputRow);

    private float* InputOf(int row, int member) =>
        _input.Data + ((nint)row * InputRow) + (_input.Copies == 1 ? 0 : member * _input.Width);

    private float* ScaledOf(int row, int member) => _scaled!.Pointer + ((nint)row * ScaledRow) + (member * _input.Width);

    private nint OutputOf(int row, int member) => ((nint)row * OutputRow) + (member * _output.Width);

    private void ForwardRows(int first, int rows, float* products, in DropoutMask dropout)
    {
        var (width, outputs) = (_input.Width, _output.Width);
        for (var row = first; row < first + rows; row++)
        {
            for (var member = 0; member < _members; member++)
            {
                TensorPrimitives.Multiply(
                    new ReadOnlySpan<float>(InputOf(row, member), width),
                    new ReadOnlySpan<float>(_inputScales + (member * width), width),
                    new Span<float>(ScaledOf(row, member), width));
            }
        }

        var scaled = new MatrixView(ScaledOf(first, 0), rows * _members, width, width);
        Gemm.Multiply(WorkerTeam.CallerOnly, scaled, _forwardWeight!, products + OutputOf(first, 0), outputs);
        for (var row = first; row < first + rows; row++)
        {
            var at = OutputOf(row, 0);
            EnsembleLoops.ScaleAndShift(products + at, _outputScales, _biases, _output.Data + at, OutputRow, _relu);
        }

        if (dropout.IsActive)
        {
            dropout.Apply(_output.Data + OutputOf(first, 0), first, rows, 0, OutputRow, OutputRow);
        }
    }

    // Through dropout, ReLU, bias and s; dy becomes the gradient by the product.
    private void BackwardOutputs(int member, int rows, float dropoutScale)
    {
        var width = _output.Width;
        var at = member * width;
        new Span<float>(_biasGradient + at, width).Clear();
        new Span<float>(_outputScaleGradient + at, width).Clear();
        for (var row = 0; row < rows; row++)
        {
            var place = OutputOf(row, member);
            EnsembleLoops.Backward(
                _relu ? _output.Data + place : null,
                dropoutScale,
                _products!.Pointer + place,
                _outputScales + at,
                _output.Gradient + place,
                _biasGradient + at,
                _outputScaleGradient + at,
                width);
        }
    }

    // From the products' gradient to that of x r, which takes the place of x r, and on to r and x.
    private void BackwardInputs(int member, int rows)
    {
        var width = _input.Width;
        var gradient = new MatrixView(_output.Gradient + OutputOf(0, member), rows, _output.Width, OutputRow);
        Gemm.Multiply(WorkerTeam.CallerOnly, gradient, _backwardWeight!, ScaledOf(0, member), ScaledRow);
        var scaleGradient = new Span<float>(_inputScaleGradient + (member * width), width);
        var scale = new ReadOnlySpan<float>(_inputScales + (member * width), width);
        scaleGradient.Clear();
        for (var row = 0; row < rows; row++)
        {
            var scaled = new ReadOnlySpan<float>(ScaledOf(row, member), width);
            TensorPrimitives.MultiplyAdd(scaled, new ReadOnlySpan<float>(InputOf(row, member), width), scaleGradient, scaleGradient);
            if (_input.Copies > 1)
            {
                _write.Put(_input, (row * _members) + member, scaled, scale);
            }
        }
    }

    private void BackwardSharedInput(int row)
    {
        var write = _write;
        for (var member = 0; member < _members; member++)
        {
            write.Put(
                _input,
                row,
                new ReadOnlySpan<float>(ScaledOf(row, member), _input.Width),
                new ReadOnlySpan<float>(_inputScales + (member * _input.Width), _input.Width));
            write = write with { Adds = true };
        }
    }

    private enum BackwardStep
    {
        Outputs,
        Inputs,
        SharedInputs,
    }

    private struct ForwardWork : IChunkWork
    {
        public BatchEnsembleOperation Operation;
        public int Rows;
        public int RowsPerChunk;
        public DropoutMask Dropout;
        public float* Products;

        public readonly void Execute(int chunk) =>
            Operation.ForwardRows(chunk * RowsPerChunk, Math.Min(RowsPerChunk, Rows - (chunk * RowsPerChunk)), Products, Dropout);
    }

    private struct BackwardWork : IChunkWork
    {
        public BatchEnsembleOperation Operation;
        public int Rows;
        public BackwardStep Step;
        public float DropoutScale;

        public readonly void Execute(int chunk)
        {
            switch (Step)
            {
                case BackwardStep.Outputs:
                    Operation.BackwardOutputs(chunk, Rows, DropoutScale);
                    break;
                case BackwardStep.Inputs:
                    Operation.BackwardInputs(chunk, Rows);
                    break;
                default:
                    for (var row = chunk * ChunkRows; row < Math.Min((chunk + 1) * ChunkRows, Rows); row++)
                    {
                        Operation.BackwardSharedInput(row);
                    }

                    break;
            }
        }
    }
}
