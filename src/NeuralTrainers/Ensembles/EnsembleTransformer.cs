using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<EnsembleTransformer>]

namespace NeuralTrainers;

/// <summary>
/// The mean of what several models predict, as one model. Each sees the input alone, not what the others add. The output columns are those of a model of
/// the task: <c>Score</c> is the mean of the members' scores, for several classes slot by slot; for two classes <c>Probability</c> is the mean of
/// their probabilities, and <c>Score</c> its logit; <c>PredictedLabel</c> follows.
/// </summary>
public sealed class EnsembleTransformer : PredictionTransformer<IReadOnlyList<EnsembleMember>>, ILoadableTransformer<EnsembleTransformer>
{
    private readonly ISingleFeaturePredictionTransformer<object>? _single;

    /// <summary>Makes an ensemble of models.</summary>
    /// <param name="members">The models.</param>
    /// <param name="keptColumns">The columns of the first member's output, if it has them, that are passed on beside the scores.</param>
    internal EnsembleTransformer(IReadOnlyList<EnsembleMember> members, IReadOnlyList<string> keptColumns)
        : base(members)
    {
        KeptColumns = keptColumns;
        for (var i = 0; i < members.Count; i++)
        {
            if (!members[i].Transformer.IsRowToRowMapper)
            {
                throw new ArgumentException($"Member {i} of the ensemble is a {members[i].Transformer.GetType()}, which does not map row by row.", nameof(members));
            }
        }

        var features = members.Select(member => member.Transformer as ISingleFeaturePredictionTransformer<object>).ToList();
        _single = features.TrueForAll(feature => feature is not null && feature.FeatureColumnName == features[0]!.FeatureColumnName) ? features[0] : null;
    }

    static string ILoadableTransformer<EnsembleTransformer>.LoaderSignature => "TransformerEnsemble";

    /// <summary>The name of the feature column if all members read the same; null if not, or if they make their features themselves.</summary>
    public override string? FeatureColumnName => _single?.FeatureColumnName;

    /// <summary>The type of the feature column, or null.</summary>
    public override DataViewType? FeatureColumnType => _single?.FeatureColumnType;

    internal IReadOnlyList<string> KeptColumns { get; }

    static EnsembleTransformer ILoadableTransformer<EnsembleTransformer>.Load(IHostEnvironment environment, ModelReader reader) =>
        EnsembleFiles.Read(environment, reader);

    internal override RowMap CreateMap(DataViewSchema inputSchema) => EnsembleMap.Bind(inputSchema, Model, KeptColumns);

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<EnsembleTransformer>(context, writer => EnsembleFiles.Write(writer, this));
}
