namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Figures from elsewhere to print beside ours.</summary>
internal static class Peers
{
    // The same architectures and preprocessing in PyTorch 1.13 on the same rows (mean of 3 seeds; docs/accuracy.md says how).
    private static readonly Dictionary<string, double> PyTorch = new(StringComparer.Ordinal)
    {
        ["adult:mlp:auc"] = 0.9084, ["adult:resnet:auc"] = 0.9083, ["adult:ple:auc"] = 0.9139, ["adult:plr:auc"] = 0.9129, ["adult:tabm:auc"] = 0.9148,
        ["adult:mlp:accuracy"] = 0.854, ["adult:resnet:accuracy"] = 0.853, ["adult:ple:accuracy"] = 0.860, ["adult:plr:accuracy"] = 0.859, ["adult:tabm:accuracy"] = 0.862,
        ["california:mlp:rmse"] = 0.4945, ["california:resnet:rmse"] = 0.4881, ["california:ple:rmse"] = 0.4650, ["california:plr:rmse"] = 0.4750, ["california:tabm:rmse"] = 0.4421,
        ["churn:mlp:auc"] = 0.8597, ["churn:resnet:auc"] = 0.8640, ["churn:ple:auc"] = 0.8611, ["churn:plr:auc"] = 0.8672, ["churn:tabm:auc"] = 0.8690,
        ["diamonds:mlp:rmse"] = 577, ["diamonds:resnet:rmse"] = 612, ["diamonds:ple:rmse"] = 564,
        ["taxi:mlp:rmse"] = 5.60, ["taxi:resnet:rmse"] = 5.51, ["taxi:ple:rmse"] = 5.58,
        ["taxi:mlp:mae"] = 0.645, ["taxi:resnet:mae"] = 0.590, ["taxi:ple:mae"] = 0.610,
    };

    // Tuned, on other rows of the same data: mean of 15 seeds, from the run reports of yandex-research/tabm, rtdl-revisiting-models and tabular-dl-tabr.
    private static readonly Dictionary<string, double> Published = new(StringComparer.Ordinal)
    {
        ["adult:mlp:auc"] = 0.9082, ["adult:resnet:auc"] = 0.9080, ["adult:ple:auc"] = 0.9143, ["adult:plr:auc"] = 0.9233, ["adult:tabm:auc"] = 0.9236, ["adult:transformer:auc"] = 0.9135,
        ["adult:mlp:accuracy"] = 0.8540, ["adult:resnet:accuracy"] = 0.8544, ["adult:ple:accuracy"] = 0.8603, ["adult:plr:accuracy"] = 0.8694, ["adult:tabm:accuracy"] = 0.8694, ["adult:transformer:accuracy"] = 0.8587,
        ["california:mlp:rmse"] = 0.4948, ["california:resnet:rmse"] = 0.4856, ["california:ple:rmse"] = 0.4530, ["california:plr:rmse"] = 0.4597, ["california:tabm:rmse"] = 0.4293, ["california:transformer:rmse"] = 0.4591,
        ["churn:mlp:auc"] = 0.8492, ["churn:ple:auc"] = 0.8512, ["churn:plr:auc"] = 0.8539, ["churn:tabm:auc"] = 0.8611,
    };

    /// <summary>The figures with their sources' names.</summary>
    public static IEnumerable<(string Source, double Value)> Find(string data, string configuration, string metric)
    {
        foreach (var (source, values) in new[] { ("PyTorch", PyTorch), ("published", Published) })
        {
            if (values.TryGetValue($"{data}:{configuration}:{metric}", out var value))
            {
                yield return (source, value);
            }
        }
    }
}
