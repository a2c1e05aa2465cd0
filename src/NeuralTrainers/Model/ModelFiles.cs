using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>The three entries of a model in ML.NET's zip file.</summary>
internal static class ModelFiles
{
    private const string NetworkName = "network.json";
    private const string WeightsName = "weights.safetensors";
    private const string ColumnsName = "columns.json";

    public static void Write(ModelWriter writer, NeuralModelParameters model)
    {
        // A zip file is written one entry after the other, and the network writes both of its own at once.
        using var description = new MemoryStream();
        writer.Write(WeightsName, weights => model.Network.Save(description, weights));
        description.Position = 0;
        writer.Write(NetworkName, description.CopyTo);
        writer.Write(ColumnsName, stream => ColumnsFile.Write(stream, model.Columns));
    }

    /// <summary>Reads what <see cref="Write"/> wrote, for one kind of model.</summary>
    /// <param name="reader">The entries.</param>
    /// <param name="target">The kind of label that the network must have been trained for; null for any number of labels of any kinds.</param>
    /// <param name="hasDualBlock">Whether its head must have a dual block; if not, no head may have one.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of a newer version.</exception>
    public static NeuralModelParameters Read(ModelReader reader, TargetKind? target, bool hasDualBlock = false)
    {
        var model = Read(reader);
        var heads = model.Description.Heads;
        return (target is null || (heads is [var only] && KindOf(only.Loss) == target))
            && heads.All(head => head.DualBlock is not null == hasDualBlock)
            && (heads.All(head => head.Loss.Target != TargetKind.Distribution) || (target is not null && !hasDualBlock))
            ? model
            : throw Damaged();
    }

    /// <summary>Reads what <see cref="Write"/> wrote, whatever the network predicts.</summary>
    /// <param name="reader">The entries.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of a newer version.</exception>
    public static NeuralModelParameters Read(ModelReader reader)
    {
        ScoringWarmUp.Start();
        using var description = new MemoryStream();
        reader.Read(NetworkName, stream => stream.CopyTo(description));
        description.Position = 0;
        TrainedNetwork? network = null;
        reader.Read(WeightsName, weights => network = TrainedNetwork.Load(description, weights));
        ModelColumns? columns = null;
        reader.Read(ColumnsName, stream => columns = ColumnsFile.Read(stream));
        Check(network!.Description, columns!);
        return new NeuralModelParameters(network, columns!);
    }

    // Soft labels are a way to train the prediction of one of several classes.
    private static TargetKind KindOf(Loss loss) => loss.Target == TargetKind.Distribution ? TargetKind.Multiclass : loss.Target;

    private static void Check(NetworkDescription network, ModelColumns columns)
    {
        var features = columns.FeatureColumnName is null ? 0 : columns.FeatureSize ?? 1;
        if (columns.Labels.Count != network.Heads.Count
            || columns.Labels.Zip(network.Heads).Any(
                pair => pair.First.Values is { } labels && KindOf(pair.Second.Loss) == TargetKind.Multiclass && labels.Values.Count != pair.Second.OutputCount)
            || features != network.Input.NumericCount
            || columns.CategoryValues.Count != network.Input.Embeddings.Count
            || columns.CategoryValues.Zip(network.Input.Embeddings).Any(
                pair => pair.First is { } values && values.Values.Count != pair.Second.Cardinality))
        {
            throw Damaged();
        }
    }

    private static InvalidDataException Damaged() => new($"The model's {ColumnsName} and {NetworkName} do not belong together: the file is damaged.");
}
