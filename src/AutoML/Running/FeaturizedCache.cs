using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>Keeps featurized data over trials, for most trials differ in their trainer only.</summary>
internal sealed class FeaturizedCache
{
    private const int Capacity = 4;
    private readonly List<(string Key, IDataView Train, FeaturizedData Data)> _entries = [];

    /// <summary>Fits the featurizers, unless that was done for the same steps, settings and data.</summary>
    public FeaturizedData Get(MLContext context, string key, IEnumerable<IEstimator<ITransformer>> featurizers, IDataView train, IDataView validation)
    {
        var at = _entries.FindIndex(entry => entry.Key == key && ReferenceEquals(entry.Train, train));
        if (at >= 0)
        {
            return _entries[at].Data;
        }

        var fitted = new List<ITransformer>();
        var (trainFeatures, validationFeatures) = (train, validation);
        foreach (var featurizer in featurizers)
        {
            fitted.Add(featurizer.Fit(trainFeatures));
            trainFeatures = fitted[^1].Transform(trainFeatures);
            validationFeatures = fitted[^1].Transform(validationFeatures);
        }

        var data = new FeaturizedData(fitted, context.Data.Cache(trainFeatures), context.Data.Cache(validationFeatures));
        if (_entries.Count == Capacity)
        {
            _entries.RemoveAt(0);
        }

        _entries.Add((key, train, data));
        return data;
    }
}
