using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Shifts and scales dense numeric features by the mean and deviation of the training rows, or leaves them as they are.</summary>
internal sealed unsafe class FeatureScaling
{
    public Parameter? Mean => _mean;

    public Parameter? Deviation => _deviation;

    private readonly Parameter? _mean;
    private readonly Parameter? _deviation;
    private float* _means;
    private float* _deviations;

    /// <summary>Declares the statistics if the input asks for them. Layers that scale the same features share them.</summary>
    public FeatureScaling(ParameterLayout layout, InputDescription input)
    {
        if (input.Standardize && input.NumericCount > 0)
        {
            _mean = layout.Declare(FeatureStatistics.MeanName, [input.NumericCount], Initialization.Zeros, decays: false, trains: false);
            _deviation = layout.Declare(FeatureStatistics.DeviationName, [input.NumericCount], Initialization.Ones, decays: false, trains: false);
        }
    }

    public void Bind(Binding binding)
    {
        _means = _mean is null ? null : binding.Store.Pointer(_mean);
        _deviations = _deviation is null ? null : binding.Store.Pointer(_deviation);
    }

    /// <summary>One feature of a row.</summary>
    public float Scale(ReadOnlySpan<float> row, int feature) =>
        _means is null ? row[feature] : (row[feature] - _means[feature]) / _deviations[feature];

    /// <summary>All features of a row.</summary>
    public void Scale(ReadOnlySpan<float> row, Span<float> scaled)
    {
        if (_means is null)
        {
            row.CopyTo(scaled);
            return;
        }

        fixed (float* x = row, y = scaled)
        {
            RowInput.Standardize(x, _means, _deviations, row.Length, y);
        }
    }
}
