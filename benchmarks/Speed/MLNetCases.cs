using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>The same network inside ML.NET, so that the cost of the wrapping shows.</summary>
internal static class MLNetCases
{
    private const int Rows = 1_000_000;
    private const int DistinctRows = 1000;

    public static IEnumerable<SpeedCase> All()
    {
        yield return new SpeedCase("mlnet.predict", Predict) { CallsPerSample = 100 };
        yield return new SpeedCase("mlnet.read", () => Read(Data(), "Features", default(VBuffer<float>))) { Rows = Rows };
        yield return new SpeedCase("mlnet.transform", () => Read(Model().Transform(Data()), "Score", 0f)) { Rows = Rows };
    }

    /// <summary>A fitted 64-256-256-1 network.</summary>
    public static ITransformer Model()
    {
        var mlContext = new MLContext(1);
        return mlContext.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
        {
            Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [256, 256], Dropout = 0 } },
            MaximumEpochs = 1,
            ValidationFraction = 0,
            Device = TrainingDevice.Cpu,
        }).Fit(mlContext.Data.LoadFromEnumerable(DistinctOnes()));
    }

    /// <summary>Rows that cost no memory: a thousand ones, again and again.</summary>
    public static IDataView Data()
    {
        var rows = DistinctOnes();
        return new MLContext().Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => rows[i % DistinctRows]));
    }

    private static WideRow[] DistinctOnes()
    {
        var random = new RandomStream(1, 4);
        return [.. Enumerable.Range(0, DistinctRows).Select(_ => new WideRow
        {
            Features = [.. Enumerable.Range(0, 64).Select(_ => random.NextGaussian())],
            Label = random.NextGaussian(),
        })];
    }

    private static Prepared Predict()
    {
        var rows = DistinctOnes();
        var engine = new MLContext().Model.CreatePredictionEngine<WideRow, WidePrediction>(Model());
        var prediction = new WidePrediction();
        var next = 0;
        return new Prepared(
            () =>
            {
                engine.Predict(rows[next], ref prediction);
                next = next == DistinctRows - 1 ? 0 : next + 1;
            },
            engine);
    }

    private static Prepared Read<T>(IDataView data, string name, T value) => new(() =>
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            getter(ref value);
        }
    });
}
