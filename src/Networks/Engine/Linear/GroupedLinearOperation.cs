using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// A linear layer with a block-diagonal matrix (Xie et al., "Aggregated Residual Transformations", 2017): outputs read the inputs of their
/// own group. The matrix is stored as [groups, out / groups, in / groups]. The members of an ensemble are groups of one long row.
/// </summary>
internal sealed unsafe class GroupedLinearOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public int Groups => _groups;

    public bool IsPerMember => _perMember;

    public Parameter Weight => _weight;

    public Parameter Bias => _bias;

    private readonly Value _input;
    private readonly Value _output;
    private readonly int _groups;
    private readonly int _inputRow;
    private readonly int _outputRow;
    private readonly bool _perMember;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private PackedMatrix[] _packed = [];
    private float* _weightValues;
    private float* _weightGradient;
    private float* _biasValues;
    private float* _biasGradient;
    private GradientWrite _write;

    public GroupedLinearOperation(ParameterLayout layout, string name, int groups, LinearOptions options, Value input, Value output)
        : this(layout, name, groups, perMember: false, options, input, output)
    {
    }

    private GroupedLinearOperation(
        ParameterLayout layout, string name, int groups, bool perMember, LinearOptions options, Value input, Value output)
    {
        _groups = groups;
        _perMember = perMember;
        _input = input;
        _output = output;
        _inputRow = input.Width * (perMember ? groups : 1);
        _outputRow = output.Width * (perMember ? groups : 1);
        var (weight, bias) = Initialization.OfLinear(options.Initialization, options.Next, InputWidth, OutputWidth);
        _weight = layout.Declare($"{name}.weight", [groups, OutputWidth, InputWidth], weight, decays: true);
        _bias = layout.Declare($"{name}.bias", perMember ? [groups, OutputWidth] : [output.Width], bias, decays: false);
    }

    private int InputWidth => _inputRow / _groups;

    private int OutputWidth => _outputRow / _groups;

    /// <summary>A linear layer for each member of an ensemble.</summary>
    public static GroupedLinearOperation PerMember(ParameterLayout layout, string name, Value input, Value output) =>
        new(layout, name, input.Copies, perMember: true, LinearOptions.Plain, input, output);

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
        var work = new Work { Operation = this, Rows = Rows(pass) };
        pass.Team.Run(_groups, ref work);
    }

    public override void Backward(in Pass pass)
    {
        _write = _input.BeginGradient();
        var rows = Rows(pass);
        Reductions.ColumnSums(pass.Team, _output.Gradient, rows, _outputRow, _outputRow, _biasGradient);
        var work = new Work { Operation = this, Rows = rows, Backward = true };
        pass.Team.Run(_groups, ref work);
    }

    private int Rows(in Pass pass) => _perMember ? pass.Rows : _input.Rows(pass);

    private MatrixView InputOf(int group, int rows) => new(_input.Data + (group * InputWidth), rows, InputWidth, _inputRow);

    // A thread does a whole group: its products are too small to be shared.
    private void ForwardGroup(int group, int rows) => Gemm.Multiply(
        WorkerTeam.CallerOnly,
        InputOf(group, rows),
        _packed[group],
        _output.Data + (group * OutputWidth),
        _outputRow,
        accumulate: false,
        new Epilogue { Bias = _biasValues + (group * OutputWidth) });

    private void BackwardGroup(int group, int rows)
    {
        var place = (nint)group * OutputWidth * InputWidth;
        var gradient = new MatrixView(_output.Gradient + (group * OutputWidth), rows, OutputWidth, _outputRow);
        Gemm.Multiply(WorkerTeam.CallerOnly, gradient.Transposed, InputOf(group, rows), _weightGradient + place, InputWidth);
        if (_write.Needed)
        {
            var weight = new MatrixView(_weightValues + place, OutputWidth, InputWidth, InputWidth);
            Gemm.Multiply(
                WorkerTeam.CallerOnly, gradient, weight, _input.Gradient + (group * InputWidth), _inputRow, accumulate: _write.Adds);
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
