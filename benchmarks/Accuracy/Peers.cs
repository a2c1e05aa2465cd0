namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>
/// What the same architectures and preprocessing give in PyTorch 1.13 on the same rows (mean of 3 seeds; docs/accuracy.md says how).
/// </summary>
internal static class Peers
{
    private static readonly Dictionary<string, double> Values = new(StringComparer.Ordinal)
    {
        ["adult:mlp:auc"] = 0.9084, ["adult:resnet:auc"] = 0.9083, ["adult:ple:auc"] = 0.9139, ["adult:plr:auc"] = 0.9129, ["adult:tabm:auc"] = 0.9148,
        ["adult:mlp:accuracy"] = 0.854, ["adult:resnet:accuracy"] = 0.853, ["adult:ple:accuracy"] = 0.860, ["adult:plr:accuracy"] = 0.859, ["adult:tabm:accuracy"] = 0.862,
        ["california:mlp:rmse"] = 0.4945, ["california:resnet:rmse"] = 0.4881, ["california:ple:rmse"] = 0.4650, ["california:plr:rmse"] = 0.4750, ["california:tabm:rmse"] = 0.4421,
        ["churn:mlp:auc"] = 0.8597, ["churn:resnet:auc"] = 0.8640, ["churn:ple:auc"] = 0.8611, ["churn:plr:auc"] = 0.8672, ["churn:tabm:auc"] = 0.8690,
        ["diamonds:mlp:rmse"] = 577, ["diamonds:resnet:rmse"] = 612, ["diamonds:ple:rmse"] = 564,
        ["taxi:mlp:rmse"] = 5.60, ["taxi:resnet:rmse"] = 5.51, ["taxi:ple:rmse"] = 5.58,
        ["taxi:mlp:mae"] = 0.645, ["taxi:resnet:mae"] = 0.590, ["taxi:ple:mae"] = 0.610,
    };

    public static double? Find(string data, string configuration, string metric) =>
        Values.TryGetValue($"{data}:{configuration}:{metric}", out var value) ? value : null;
}
