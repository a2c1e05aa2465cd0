using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>
/// A data set as networks want it, everything fitted on its training rows: numbers mapped to a normal distribution, categories numbered
/// from 1 (0 for missing or unseen), the label's mean and deviation known.
/// </summary>
internal sealed class PreparedData
{
    private const uint NoisePurpose = 50;

    private readonly DataSet _data;
    private readonly float[][] _numerics;
    private readonly int[][] _categories;
    private readonly int[] _cardinalities;

    public PreparedData(DataSet data, ulong seed)
    {
        _data = data;
        var random = new RandomStream(seed, NoisePurpose);
        _numerics = [.. data.Numerics.Select(column =>
        {
            var transform = new QuantileToNormal(column, data.Train, random);
            return Array.ConvertAll(column, transform.Transform);
        })];
        _categories = new int[data.Categories.Length][];
        _cardinalities = new int[data.Categories.Length];
        for (var i = 0; i < _categories.Length; i++)
        {
            var column = data.Categories[i];
            var numbers = data.Train.Select(row => column[row]).Where(value => value.Length > 0).Distinct().Order(StringComparer.Ordinal)
                .Select((value, number) => (value, number)).ToDictionary(pair => pair.value, pair => pair.number + 1, StringComparer.Ordinal);
            _categories[i] = Array.ConvertAll(column, value => numbers.GetValueOrDefault(value));
            _cardinalities[i] = numbers.Count;
        }

        Train = Table(data.Train);
        Validation = Table(data.Validation);
        Test = Table(data.Test);
    }

    public TrainingTable Train { get; }

    public TrainingTable Validation { get; }

    public TrainingTable Test { get; }

    /// <summary>A network for the data.</summary>
    public NetworkDescription Describe(NetworkArchitecture architecture)
    {
        var head = new HeadDescription { Name = "Score", OutputCount = 1, Loss = _data.Loss };
        if (_data.Loss.Target == TargetKind.Regression)
        {
            var mean = _data.Train.Average(row => (double)_data.Labels[row]);
            var variance = _data.Train.Average(row => (_data.Labels[row] - mean) * (_data.Labels[row] - mean));
            head = head with { TargetMean = (float)mean, TargetScale = (float)Math.Sqrt(variance) };
        }

        return new NetworkDescription
        {
            Input = new InputDescription
            {
                NumericCount = _numerics.Length,
                NumericEncoding = architecture.NumericEncoding,
                Embeddings = [.. _cardinalities.Select((cardinality, i) => new EmbeddingDescription
                {
                    Column = $"category{i}",
                    Table = $"category{i}",
                    Cardinality = cardinality,
                    Dimension = EmbeddingSize.Fastai.Dimension(cardinality),
                })],
            },
            Trunk = architecture.Trunk,
            Heads = [head],
        };
    }

    private TrainingTable Table(int[] rows)
    {
        var batch = new Batch(new TableShape(_numerics.Length, IsSparse: false, _categories.Length, TargetCount: 1), 1);
        var table = new TrainingTable(batch.Shape);
        foreach (var row in rows)
        {
            batch.Clear();
            batch.AddRow();
            for (var i = 0; i < _numerics.Length; i++)
            {
                batch.NumericRow(0)[i] = _numerics[i][row];
            }

            for (var i = 0; i < _categories.Length; i++)
            {
                batch.CategoryRow(0)[i] = _categories[i][row];
            }

            batch.TargetRow(0)[0] = _data.Labels[row];
            table.Append(batch);
        }

        return table;
    }
}
