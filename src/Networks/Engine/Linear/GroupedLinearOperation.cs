using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// A linear layer with a block-diagonal matrix (Xie et al., "Aggregated Residual Transformations", 2017): outputs read the inputs of their
/// own group. The matrix is stored as [groups, out / groups, in / groups].
/// </summary>
internal sealed unsafe class GroupedLinearOperation : Operation
{
    private readonly Value _input;
    private readonly Value _output;
    private readonly int _groups;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private PackedMatrix[] _packed = [];
    private float* _weightValues;
    private float* _weightGradient;
    private float* _biasValues;
    private float* _biasGradient;
    private GradientWrite _write;

    public GroupedLinearOperation(ParameterLayout layout, string name, int groups, LinearOptions options, Value input, Value output)
    {
        _groups = groups;
        _input = input;
        _output = output;
        var (weight, bias) = Initialization.OfLinear(options.Initialization, options.Next, InputWidth, OutputWidth);
        _weight = layout.Declare($"{name}.weight", [groups, OutputWidth, InputWidth], weight, decays: true);
        _bias = layout.Declare($"{name}.bias", [output.Width], bias, decays: false);
    }

    private int InputWidth => _input.Width / _groups;

    private int OutputWidth => _output.Width / _groups;

    public override void Bind(Binding binding)
    {
        _packed = [.. Enumerable.Range(0, _groups).Select(group => binding.Store.Packed(_weight, group))];
        _weightValues = binding.Store.Pointer(_weight);
        _weightGradient = binding.Gradient(_weight);
        _biasValues = binding.Store.Pointer(_bias);
        _biasGradient = binding.Gradient(_bias);
    }

    public override void Forward(in Pass pass)
    {
        var work = new Work { Operation = this, Rows = _input.Rows(pass) };
        pass.Team.Run(_groups, ref work);
    }

    public override void Backward(in Pass pass)
    {
        _write = _input.BeginGradient();
        var rows = _input.Rows(pass);
        Reductions.ColumnSums(pass.Team, _output.Gradient, rows, _output.Width, _output.Width, _biasGradient);
        var work = new Work { Operation = this, Rows = rows, Backward = true };
        pass.Team.Run(_groups, ref work);
    }

    private MatrixView Input(int group, int rows) => new(_input.Data + (group * InputWidth), rows, InputWidth, _input.Width);

    // A thread does a whole group: its products are too small to be shared.
    private void ForwardGroup(int group, int rows) => Gemm.Multiply(
        WorkerTeam.CallerOnly,
        Input(group, rows),
        _packed[group],
        _output.Data + (group * OutputWidth),
        _output.Width,
        accumulate: false,
        new Epilogue { Bias = _biasValues + (group * OutputWidth) });

    private void BackwardGroup(int group, int rows)
    {
        var place = (nint)group * OutputWidth * InputWidth;
        var gradient = new MatrixView(_output.Gradient + (group * OutputWidth), rows, OutputWidth, _output.Width);
        Gemm.Multiply(WorkerTeam.CallerOnly, gradient.Transposed, Input(group, rows), _weightGradient + place, InputWidth);
        if (_write.Needed)
        {
            var weight = new MatrixView(_weightValues + place, OutputWidth, InputWidth, InputWidth);
            Gemm.Multiply(
                WorkerTeam.CallerOnly, gradient, weight, _input.Gradient + (group * InputWidth), _input.Width, accumulate: _write.Adds);
        }
    }

    private struct Work : IChunkWork
    {
        public GroupedLinearOperation Operation;
        public int Rows;
        public bool Backward;

        public readonly void Execute(int chunk)
        {
            if (Backward)
            {
                Operation.BackwardGroup(chunk, Rows);
            }
            else
            {
                Operation.ForwardGroup(chunk, Rows);
            }
        }
    }
}
