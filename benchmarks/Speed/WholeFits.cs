using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>From text file to fitted model, as peers/fit.py does it in PyTorch.</summary>
internal static class WholeFits
{
    /// <summary>The tasks and the files that they read.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fit.taxi"] = "taxi-fare-train.csv",
        ["fit.adult"] = "adult-train.csv",
    };

    public static void Fit(string task, string file)
    {
        var mlContext = new MLContext(1);
        if (task == "fit.taxi")
        {
            FitTaxi(mlContext, file);
        }
        else
        {
            FitAdult(mlContext, file);
        }
    }

    private static void FitTaxi(MLContext mlContext, string file)
    {
        var data = Load(mlContext, file, hasHeader: true, [("Vendor", 0), ("Rate", 1), ("Payment", 5)], [2, 3, 4], new("Fare", DataKind.Single, 6));
        Keys(mlContext, "Vendor", "Rate", "Payment").Append(mlContext.Regression.Trainers.NeuralNetwork(Set(
            new NeuralRegressionTrainer.Options { LabelColumnName = "Fare" }, 512, 20, "Vendor", "Rate", "Payment"))).Fit(data);
    }

    private static void FitAdult(MLContext mlContext, string file)
    {
        string[] names = ["Work", "Education", "Marriage", "Occupation", "Relationship", "Race", "Sex", "Country"];
        int[] places = [1, 3, 5, 6, 7, 8, 9, 13];
        var data = Load(mlContext, file, hasHeader: false, names.Zip(places), [0, 2, 4, 10, 11, 12], new("Income", DataKind.String, 14));
        Keys(mlContext, names)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("IncomeKey", "Income"))
            .Append(mlContext.MulticlassClassification.Trainers.NeuralNetwork(Set(
                new NeuralMulticlassTrainer.Options { LabelColumnName = "IncomeKey" }, 256, 20, names)))
            .Fit(data);
    }

    private static IDataView Load(
        MLContext mlContext, string file, bool hasHeader, IEnumerable<(string Name, int Place)> categories, int[] numerics, TextLoader.Column label)
    {
        TextLoader.Column[] columns =
        [
            .. categories.Select(category => new TextLoader.Column(category.Name, DataKind.String, category.Place)),
            new("Features", DataKind.Single, [.. numerics.Select(place => new TextLoader.Range(place))]),
            label,
        ];
        return mlContext.Data.LoadFromTextFile(file, columns, separatorChar: ',', hasHeader: hasHeader);
    }

    private static IEstimator<ITransformer> Keys(MLContext mlContext, params string[] names) =>
        mlContext.Transforms.Conversion.MapValueToKey([.. names.Select(name => new InputOutputColumnPair(name))]);

    private static TOptions Set<TOptions>(TOptions options, int batchSize, int epochs, params string[] categories)
        where TOptions : NeuralTrainerOptions
    {
        options.CategoricalColumnNames = categories;
        options.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [256, 256, 256], Dropout = 0.1f } };
        options.BatchSize = batchSize;
        options.MaximumEpochs = epochs;
        options.EarlyStopping = null;
        options.ValidationFraction = 0.1f;
        options.Device = TrainingDevice.Cpu;
        return options;
    }
}
