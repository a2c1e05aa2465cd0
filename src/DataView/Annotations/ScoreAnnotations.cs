using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>The annotations that ML.NET's scorers write on their columns.</summary>
/// <param name="kind">The task: <c>Regression</c>, <c>BinaryClassification</c> or <c>MulticlassClassification</c>.</param>
/// <param name="setId">The number that the columns of one scorer share.</param>
internal sealed class ScoreAnnotations(string kind, uint setId)
{
    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>A set number that no column of the schema has yet.</summary>
    public static uint NextSetId(DataViewSchema schema)
    {
        uint largest = 0;
        foreach (var column in schema)
        {
            var type = column.Annotations.Schema.GetColumnOrNull(AnnotationNames.ScoreColumnSetId)?.Type;
            if (type is KeyDataViewType && type.RawType == typeof(uint))
            {
                uint id = 0;
                column.Annotations.GetValue(AnnotationNames.ScoreColumnSetId, ref id);
                largest = Math.Max(largest, id);
            }
        }

        return largest + 1;
    }

    /// <summary>The annotations of a Score column.</summary>
    /// <param name="labels">The values of the classes, for the slots of a multiclass score.</param>
    public DataViewSchema.Annotations Score(KeyValues? labels = null)
    {
        var builder = Start("Score");
        if (labels is not null)
        {
            if (labels.ItemType is TextDataViewType)
            {
                labels.AddTo(builder, AnnotationNames.SlotNames);
            }

            labels.AddTo(builder, AnnotationNames.TrainingLabelValues);
        }

        return builder.ToAnnotations();
    }

    /// <summary>The annotations of a Probability column.</summary>
    public DataViewSchema.Annotations Probability()
    {
        var builder = Start("Probability");
        builder.AddPrimitiveValue(AnnotationNames.IsNormalized, BooleanDataViewType.Instance, true);
        return builder.ToAnnotations();
    }

    /// <summary>The annotations of a PredictedLabel column.</summary>
    /// <param name="labels">The values of the classes.</param>
    public DataViewSchema.Annotations PredictedLabel(KeyValues? labels = null)
    {
        var builder = Start("PredictedLabel");
        labels?.AddTo(builder, AnnotationNames.KeyValues);
        return builder.ToAnnotations();
    }

    private DataViewSchema.Annotations.Builder Start(string valueKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(AnnotationNames.ScoreColumnSetId, SetIdType, setId);
        builder.AddPrimitiveValue(AnnotationNames.ScoreColumnKind, TextDataViewType.Instance, kind.AsMemory());
        builder.AddPrimitiveValue(AnnotationNames.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        return builder;
    }
}
