using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>Training and validation rows as a trial's trainer reads them, and what made them so.</summary>
internal sealed record FeaturizedData(IReadOnlyList<ITransformer> Featurizers, IDataView Train, IDataView Validation)
{
    /// <summary>Fits featurizers, one after the other, and keeps what they make of the rows.</summary>
    public static FeaturizedData Fit(MLContext context, IEnumerable<IEstimator<ITransformer>> featurizers, IDataView train, IDataView validation)
    {
        var fitted = new List<ITransformer>();
        foreach (var featurizer in featurizers)
        {
            fitted.Add(featurizer.Fit(train));
            train = fitted[^1].Transform(train);
            validation = fitted[^1].Transform(validation);
        }

        return new(fitted, context.Data.Cache(train), context.Data.Cache(validation));
    }
}
