using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The logit of a threshold per row: those of learned regions, mixed by the softmax of the row's gates.</summary>
internal sealed unsafe class LearnedThresholdOperation(ParameterLayout layout, string name, PersistenceThreshold threshold, Value gates, Value output) : Operation
{
    public Parameter Thresholds => _thresholds;

    public Value Gates => gates;

    public Value Output => output;

    private readonly Parameter _thresholds = layout.Declare(name, [gates.Width], RegionThresholdOperation.Initialize(threshold), decays: false);
    private AlignedBuffer? _shares;
    private float* _values;
    private float* _gradient;

    public override void Bind(Binding binding)
    {
        _values = binding.Store.Pointer(_thresholds);
        _gradient = binding.Gradient(_thresholds);
        _shares = new AlignedBuffer(checked(binding.Capacity * gates.Copies * gates.Width));
    }

    public override void Forward(in Pass pass)
    {
        for (var row = 0; row < gates.Rows(pass); row++)
        {
            var shares = Shares(row);
            RowSoftmax.Probabilities(gates.Row(row), shares);
            output.Data[row] = System.Numerics.Tensors.TensorPrimitives.Dot(shares, new ReadOnlySpan<float>(_values, gates.Width));
        }
    }

    public override void Backward(in Pass pass)
    {
        var sums = new Span<float>(_gradient, gates.Width);
        sums.Clear();
        for (var row = 0; row < gates.Rows(pass); row++)
        {
            var shares = Shares(row);
            var gateGradient = gates.GradientRow(row);
            var slope = output.Gradient[row];
            for (var i = 0; i < shares.Length; i++)
            {
                sums[i] += slope * shares[i];
                gateGradient[i] = slope * shares[i] * (_values[i] - output.Data[row]);
            }
        }

        gates.GradientStarted = true;
    }

    private Span<float> Shares(int row) => new(_shares!.Pointer + ((nint)row * gates.Width), gates.Width);
}
