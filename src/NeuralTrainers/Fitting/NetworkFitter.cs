using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>From data view to trained network, for any task.</summary>
internal sealed class NetworkFitter(IHostEnvironment environment, NeuralNetworkOptions options)
{
    private readonly IReadOnlyList<TaskDefinition> _tasks = options.Definitions;

    public NeuralModelParameters Fit(IDataView train, IDataView? validation, NeuralModelParameters? previous)
    {
        using var channel = environment.Start("Training a neural network");
        var backend = OpenBackend(channel);
        var precision = Precision(channel, backend);
        var seed = (ulong)(options.Seed ?? HostEnvironments.SeedOf(environment) ?? RandomNumberGenerator.GetInt32(int.MaxValue));
        var layout = previous is null ? CreateLayout(train, _tasks.Select(task => task.Head.Loss)) : ContinuedLayout(train, previous);
        var rows = ReadTable(train, layout, "training");
        var validationRows = validation is null ? null : ReadTable(validation, layout, "validation");
        if (validationRows is null && ValidationFraction(rows.RowCount) is var fraction and > 0 && rows.RowCount > 1)
        {
            (rows, validationRows) = ValidationSplit.Split(rows, fraction, seed);
        }

        var columns = CreateColumns(train.Schema, layout);
        var description = Describe(train.Schema, layout, columns, rows, previous?.Description);
        Log(channel, $"{rows.RowCount} training rows and {validationRows?.RowCount ?? 0} validation rows.");
        var network = NetworkTrainer.Train(
            description,
            rows.Rows,
            validationRows?.Rows,
            CreateSettings(channel, rows.RowCount, description, columns, previous is null, seed) with { MatrixPrecision = precision },
            backend,
            previous?.Network,
            options.CancellationToken);
        LogEnd(channel, network.History);
        return new NeuralModelParameters(network, columns);
    }

    private ITrainingBackend OpenBackend(IChannel channel)
    {
        var (card, fallbackToCpu) = HostEnvironments.GpuOf(environment);
        var backend = TrainingBackends.Open(options.Device, card, fallbackToCpu, message => Log(channel, message));
        Log(channel, $"Training on {backend.Name}.");
        return backend;
    }

    // Refused before the data is read, or done without where the device was not chosen by the user.
    private MatrixPrecision Precision(IChannel channel, ITrainingBackend backend)
    {
        if (options.Device == TrainingDevice.Auto && backend.WhyNot(options.MatrixPrecision) is { } reason)
        {
            Log(channel, $"{nameof(MatrixPrecision)} is {options.MatrixPrecision} and has no effect: {reason}");
            return MatrixPrecision.Float32;
        }

        TrainingBackends.Check(backend, options.MatrixPrecision);
        return options.MatrixPrecision;
    }

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

    private RowLayout CreateLayout(IDataView data, IEnumerable<Loss> losses) => new()
    {
        Previous = options.PreviousColumn(name => PreviousKeys.ClassCount(data.Schema[_tasks[0].LabelColumnName], data.Schema[name])),
        Features = options.FeatureColumnName is { } features ? FeatureColumns.Find(data, features) : null,
        Keys = [.. options.KeyColumnNames.Select(name => new KeyColumn(name, KeyGetter.Cardinality(data.Schema[name])))],
        Labels = [.. _tasks.Zip(losses, (task, loss) => task.LabelColumn with
        {
            ClassCount = task.Kind.ClassCount(data.Schema[task.LabelColumnName]),
            Rule = new LabelRule(label => loss.Accepts(label, label.Length), loss.LabelDomain),
        })],
        WeightColumnName = options.ExampleWeightColumnName,
    };

    private RowLayout ContinuedLayout(IDataView data, NeuralModelParameters previous)
    {
        var heads = previous.Description.Heads;
        var layout = heads.Count == _tasks.Count ? CreateLayout(data, heads.Select(head => head.Loss)) : null;
        var before = previous.Columns.ScoringLayout(previous.Description);
        if (layout is null
            || layout.Features?.Count != before.Features?.Count
            || !layout.Keys.SequenceEqual(before.Keys)
            || layout.Previous != before.Previous
            || !CreateColumns(data.Schema, layout).CanContinue(previous.Columns)
            || !heads.Zip(_tasks, layout.Labels).All(triple => IsSameTask(triple.First, triple.Second, triple.Third.ClassCount)))
        {
            throw new ArgumentException(
                "Training cannot go on from the previous model, because it was trained on other columns: use the same features, " +
                "the same categorical columns with the same keys, and the same labels.",
                nameof(previous));
        }

        return layout with { Features = before.Features is { } features ? layout.Features! with { IsSparse = features.IsSparse } : null };
    }

    private bool IsSameTask(HeadDescription head, TaskDefinition task, int? classCount) =>
        head.Loss.Target == task.Kind.Target
        && (_tasks.Count == 1 || string.Equals(head.Name, task.Head.Name, StringComparison.Ordinal))
        && (head.Loss.Target is not (TargetKind.Multiclass or TargetKind.Distribution) || classCount == head.OutputCount);

    private LabeledTable ReadTable(IDataView data, RowLayout layout, string what)
    {
        layout.Check(data.Schema);
        var sink = new TableSink(
            new TableShape(
                layout.Features?.Count ?? 0,
                layout.Features?.IsSparse ?? false,
                layout.Keys.Count,
                layout.Labels.Sum(label => label.Width),
                layout.Previous is null ? 0 : 1));
        TableReader.Read(data, layout, sink, what, options.CancellationToken);
        return sink.Complete();
    }

    private float ValidationFraction(int rows) =>
        options.ValidationFraction ?? (rows < NeuralTrainerDefaults.MinimumRowsToSplit ? 0 : NeuralTrainerDefaults.ValidationFraction);

    private NetworkDescription Describe(
        DataViewSchema schema, RowLayout layout, ModelColumns columns, LabeledTable rows, NetworkDescription? previous)
    {
        var heads = new HeadDescription[_tasks.Count];
        for (var i = 0; i < heads.Length; i++)
        {
            var labels = StatisticsOf(layout.Labels[i], rows, i) ?? throw new InvalidOperationException(
                $"The label column '{layout.Labels[i].Name}' is missing in all training rows: leave its task out, or give it labels.");
            var head = previous?.Heads[i] ?? Fit(_tasks[i], labels, rows);
            heads[i] = head with { ClassWeights = _tasks[i].ResolveClassWeights(head, columns.Labels[i].Values, labels) };
        }

        return previous is not null ? previous with { Heads = heads } : new NetworkDescription
        {
            Input = DescribeInput(schema, layout),
            Trunk = Architecture(layout).Trunk,
            Heads = heads,
        };
    }

    // Labels of shares are a network's only ones.
    private static LabelStatistics? StatisticsOf(LabelColumn label, LabeledTable rows, int number) => label.Kind == LabelKind.Shares
        ? LabelStatistics.OfShares(rows.Labels, rows.Weights)
        : LabelStatistics.Of(rows.Labels[number], rows.Weights, label.ClassCount);

    private static HeadDescription Fit(TaskDefinition task, LabelStatistics labels, LabeledTable rows) => task.Head.DualBlock is { } block
        ? task.Kind.Fit(task.Head, PreviousStatistics.Widen(labels, rows)) with
        {
            DualBlock = block with { InitialProbability = PreviousStatistics.InitialProbability(block, task.Kind.Target, labels, rows) },
        }
        : task.Kind.Fit(task.Head, labels);

    private NetworkArchitecture Architecture(RowLayout layout) =>
        layout.Features is { IsSparse: true } && options.SparseNetwork is { } sparse ? sparse : options.Network!;

    private InputDescription DescribeInput(DataViewSchema schema, RowLayout layout) => new()
    {
        NumericCount = layout.Features?.Count ?? 0,
        IsSparse = layout.Features?.IsSparse ?? false,
        Standardize = layout.Features is { IsSparse: false } features && !schema[features.Name].IsNormalized(),
        NumericEncoding = Architecture(layout).NumericEncoding,
        Embeddings = EmbeddingPlan.Describe(layout.Keys, options.Embeddings, options.EmbeddingSize),
    };

    private ModelColumns CreateColumns(DataViewSchema schema, RowLayout layout) => new()
    {
        Labels = [.. layout.Labels.Zip(_tasks, (label, task) => new ModelLabel(label.Name, task.Kind.ClassValues(schema[label.Name])))],
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
