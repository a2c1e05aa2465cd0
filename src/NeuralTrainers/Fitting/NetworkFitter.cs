using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>From data view to trained network, for any task.</summary>
internal sealed class NetworkFitter(IHostEnvironment environment, NeuralTrainerOptions options, PredictionTask task)
{
    public NeuralModelParameters Fit(IDataView train, IDataView? validation, NeuralModelParameters? previous)
    {
        using var channel = environment.Start("Training a neural network");
        var seed = (ulong)(options.Seed ?? HostEnvironments.SeedOf(environment) ?? RandomNumberGenerator.GetInt32(int.MaxValue));
        var layout = previous is null ? CreateLayout(train, options.Loss) : ContinuedLayout(train, previous);
        var rows = ReadTable(train, layout, "training");
        var validationRows = validation is null ? null : ReadTable(validation, layout, "validation");
        if (validationRows is null && ValidationFraction(rows.Labels.Length) is var fraction and > 0 && rows.Labels.Length > 1)
        {
            (rows, validationRows) = ValidationSplit.Split(rows, fraction, seed);
        }

        var labels = LabelStatistics.Of(rows.Labels, rows.Weights, layout.Labels[0].ClassCount);
        var description = previous?.Description ?? Describe(train.Schema, layout, labels);
        var columns = CreateColumns(train.Schema, layout);
        var factors = options.Weights?.Resolve(task.ClassNames(description.Heads[0], columns.LabelValues), labels.ClassTotals);
        Log(channel, $"{rows.Labels.Length} training rows and {validationRows?.Labels.Length ?? 0} validation rows.");
        var network = NetworkTrainer.Train(
            description,
            Weigh(rows.Rows, factors),
            validationRows is null ? null : Weigh(validationRows.Rows, factors),
            CreateSettings(channel, rows.Labels.Length, description, columns, previous is null, seed),
            previous: previous?.Network,
            cancellationToken: options.CancellationToken);
        LogEnd(channel, network.History);
        return new NeuralModelParameters(network, columns);
    }

    private static IBatchSource Weigh(IBatchSource rows, float[]? factors) => factors is null ? rows : new ClassWeightedRows(rows, factors);

    private static void Log(IChannel channel, string message) => channel.Info(MessageSensitivity.Schema, message);

    private static void LogEnd(IChannel channel, TrainingHistory history)
    {
        if (history.StopReason == StopReason.Diverged)
        {
            channel.Warning(MessageSensitivity.None, history.Message);
        }
        else
        {
            Log(channel, history.Message);
        }
    }

    private RowLayout CreateLayout(IDataView data, Loss loss)
    {
        var label = data.Schema[options.LabelColumnName];
        return new RowLayout
        {
            Features = options.FeatureColumnName is { } features ? FeatureColumns.Find(data, features) : null,
            Keys = [.. options.CategoricalColumnNames.Select(name => new KeyColumn(name, KeyGetter.Cardinality(data.Schema[name])))],
            Labels = [new LabelColumn(
                label.Name, task.LabelKind, task.ClassCount(label), new LabelRule(value => loss.Accepts([value], 1), loss.LabelDomain))],
            WeightColumnName = options.ExampleWeightColumnName,
        };
    }

    private RowLayout ContinuedLayout(IDataView data, NeuralModelParameters previous)
    {
        var head = previous.Description.Heads[0];
        var layout = CreateLayout(data, head.Loss);
        var before = previous.Columns.ScoringLayout(previous.Description.Input);
        if (head.Loss.Target != task.Target
            || layout.Features?.Count != before.Features?.Count
            || !layout.Keys.SequenceEqual(before.Keys)
            || !CreateColumns(data.Schema, layout).CanContinue(previous.Columns)
            || (layout.Labels[0].ClassCount is { } classes && task.Target == TargetKind.Multiclass && classes != head.OutputCount))
        {
            throw new ArgumentException(
                "Training cannot go on from the previous model, because it was trained on other columns: use the same features, " +
                "the same categorical columns with the same keys, and the same label.",
                nameof(previous));
        }

        return layout with { Features = before.Features is { } features ? layout.Features! with { IsSparse = features.IsSparse } : null };
    }

    private LabeledTable ReadTable(IDataView data, RowLayout layout, string what)
    {
        layout.Check(data.Schema);
        var sink = new TableSink(
            new TableShape(layout.Features?.Count ?? 0, layout.Features?.IsSparse ?? false, layout.Keys.Count, TargetCount: 1));
        TableReader.Read(data, layout, sink, what, options.CancellationToken);
        return sink.Complete();
    }

    private float ValidationFraction(int rows) =>
        options.ValidationFraction ?? (rows < NeuralTrainerDefaults.MinimumRowsToSplit ? 0 : NeuralTrainerDefaults.ValidationFraction);

    private NetworkDescription Describe(DataViewSchema schema, RowLayout layout, LabelStatistics labels) => new()
    {
        Input = new InputDescription
        {
            NumericCount = layout.Features?.Count ?? 0,
            IsSparse = layout.Features?.IsSparse ?? false,
            Standardize = layout.Features is { IsSparse: false } features && !schema[features.Name].IsNormalized(),
            NumericEncoding = options.Network.NumericEncoding,
            Embeddings = EmbeddingPlan.Describe(layout.Keys, options.Embeddings, options.EmbeddingSize),
        },
        Trunk = options.Network.Trunk,
        Heads = [task.CreateHead(options.LabelColumnName, options.Loss, labels)],
    };

    private static ModelColumns CreateColumns(DataViewSchema schema, RowLayout layout) => new()
    {
        LabelColumnName = layout.Labels[0].Name,
        LabelValues = KeyValues.Of(schema[layout.Labels[0].Name]),
        FeatureColumnName = layout.Features?.Name,
        FeatureSize = layout.Features?.Size,
        CategoryValues = [.. layout.Keys.Select(key => KeyValues.Of(schema[key.Name]))],
    };

    private TrainingSettings CreateSettings(
        IChannel channel, int rows, NetworkDescription description, ModelColumns columns, bool isNew, ulong seed) =>
        options.ToSettings() with
        {
            BatchSize = options.BatchSize ?? NeuralTrainerDefaults.BatchSize(rows),
            Seed = seed,
            InitialTensors = isNew
                ? EmbeddingPlan.InitialTables(description.Input.Embeddings, options.Embeddings, columns.CategoryValues, seed)
                : new Dictionary<string, float[]>(StringComparer.Ordinal),
            EpochCompleted = record =>
            {
                Log(channel, EpochLine.Of(record));
                options.EpochCompleted?.Invoke(record);
            },
        };
}
