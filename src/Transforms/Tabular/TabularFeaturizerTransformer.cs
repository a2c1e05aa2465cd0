using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<TabularFeaturizerTransformer>]

namespace NeuralTrainers;

/// <summary>Makes a network's whole input of a table's columns: a feature vector, and a key column for each categorical one.</summary>
public sealed class TabularFeaturizerTransformer : RowTransformer, ILoadableTransformer<TabularFeaturizerTransformer>
{
    private const string FeaturesName = "features.bin";
    private const string KeysName = "keys.bin";
    private const string DecisionsName = "decisions.bin";

    private readonly FeaturesColumn _features;
    private readonly IReadOnlyList<CategoryColumn> _keys;

    internal TabularFeaturizerTransformer(FeaturesColumn features, IReadOnlyList<CategoryColumn> keys, IReadOnlyList<FeatureDecision> decisions)
    {
        (_features, _keys) = (features, keys);
        Decisions = decisions;
    }

    static string ILoadableTransformer<TabularFeaturizerTransformer>.LoaderSignature => "TabularFeaturizer";

    /// <summary>What was decided about each column, in the order of the training data.</summary>
    public IReadOnlyList<FeatureDecision> Decisions { get; }

    /// <summary>The decisions, one in a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Decisions);

    static TabularFeaturizerTransformer ILoadableTransformer<TabularFeaturizerTransformer>.Load(IHostEnvironment environment, ModelReader reader)
    {
        var decisions = new List<FeatureDecision>();
        var features = ColumnsEntry.Read<FeaturesColumn>(reader, FeaturesName);
        var keys = ColumnsEntry.Read<CategoryColumn>(reader, KeysName);
        reader.Read(DecisionsName, stream =>
        {
            using var binary = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            for (var count = binary.ReadInt32(); decisions.Count < count;)
            {
                decisions.Add(new FeatureDecision(binary.ReadString(), (FeatureRole)binary.ReadByte(), binary.ReadString()));
            }
        });
        return new TabularFeaturizerTransformer(features[0], keys, decisions);
    }

    internal override RowMap CreateMap(DataViewSchema inputSchema) =>
        new ColumnMap(inputSchema, [_features.Bind(inputSchema), .. _keys.Select(key => Mark(key.Bind(inputSchema)))]);

    internal override void Save(ModelSaveContext context) => ModelFile.Save<TabularFeaturizerTransformer>(context, writer =>
    {
        ColumnsEntry.Write(writer, FeaturesName, [_features]);
        ColumnsEntry.Write(writer, KeysName, _keys);
        writer.Write(DecisionsName, stream =>
        {
            using var binary = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            binary.Write(Decisions.Count);
            foreach (var decision in Decisions)
            {
                binary.Write(decision.ColumnName);
                binary.Write((byte)decision.Role);
                binary.Write(decision.Reason);
            }
        });
    });

    private static ComputedColumn Mark(ComputedColumn key)
    {
        if (key.Column.Type is not KeyDataViewType)
        {
            throw new ArgumentException(
                $"The input column '{key.Column.Name}' is of type {key.Sources[0].Type}, but the featurizer was fitted on single values. Give it data of the same kind.");
        }

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(key.Column.Annotations, _ => true);
        annotations.AddPrimitiveValue(AnnotationNames.IsCategorical, BooleanDataViewType.Instance, true);
        return key with { Column = new DataViewSchema.DetachedColumn(key.Column.Name, key.Column.Type, annotations.ToAnnotations()) };
    }
}
