using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Shares of several classes. What is predicted is the same as for one of several classes.</summary>
internal sealed class DistributionKind : MulticlassKind
{
    private DistributionKind()
    {
    }

    public static new DistributionKind Instance { get; } = new();

    public override TargetKind Target => TargetKind.Distribution;

    public override LabelKind LabelKind => LabelKind.Shares;

    public override int? ClassCount(DataViewSchema.Column label) => ((VectorDataViewType)label.Type).Size;

    public override KeyValues? ClassValues(DataViewSchema.Column label) => KeyValues.OfSlots(label);
}
