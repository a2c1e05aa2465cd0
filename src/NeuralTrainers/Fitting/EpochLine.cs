using System.Globalization;

namespace NeuralTrainers;

/// <summary>The line about an epoch in the log.</summary>
internal static class EpochLine
{
    public static string Of(EpochRecord record)
    {
        IEnumerable<(string Name, double Value)> values =
        [
            ("training loss", record.TrainingLoss),
            .. record.ValidationLoss is { } loss ? [("validation loss", loss)] : Array.Empty<(string, double)>(),
            .. record.ValidationMetrics.Select(metric => (metric.Key, metric.Value)),
            .. record.Heads.SelectMany(head => OfHead(head.Key, head.Value)),
            ("learning rate", record.LearningRate),
            ("gradient norm", record.GradientNorm),
            ("update-to-weight ratio", record.UpdateToWeightRatio),
            ("seconds", record.Seconds),
        ];
        var text = string.Join(", ", values.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Name} {pair.Value:G4}")));
        return $"Epoch {record.Epoch}: {text}{(record.IsBest ? " (best)" : string.Empty)}";
    }

    private static IEnumerable<(string Name, double Value)> OfHead(string name, HeadRecord record) =>
    [
        ($"{name} weight", record.Weight),
        ($"{name} training loss", record.TrainingLoss),
        .. record.ValidationLoss is { } loss ? [($"{name} validation loss", loss)] : Array.Empty<(string, double)>(),
        .. record.ValidationMetrics.Select(metric => ($"{name} {metric.Key}", metric.Value)),
    ];
}
