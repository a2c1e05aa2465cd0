using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>What models predict that can be averaged, which of their columns the mean is taken of, and what comes of it.</summary>
internal sealed class EnsembleKind
{
    private readonly TargetKind _target;
    private readonly string _column;
    private readonly KeyValues? _labels;

    private EnsembleKind(TargetKind target, string column, int width, KeyValues? labels)
    {
        (_target, _column, _labels) = (target, column, labels);
        Width = width;
    }

    /// <summary>Copies a row's predictions.</summary>
    public delegate void Reader(Span<float> outputs);

    /// <summary>The number of predictions in a row.</summary>
    public int Width { get; }

    private static OutputColumnNames Names => OutputColumnNames.Plain;

    /// <summary>What a model's scored data can be averaged by, or null if it has no scores, or scores of two classes without probabilities.</summary>
    public static EnsembleKind? TryOf(DataViewSchema scored)
    {
        var score = scored.GetColumnOrNull(Names.Score)?.Type;
        var label = scored.GetColumnOrNull(Names.PredictedLabel);
        return score switch
        {
            VectorDataViewType { Size: > 0, ItemType: NumberDataViewType { RawType: var item } } vector when item == typeof(float) && label is { Type: KeyDataViewType } key =>
                new(TargetKind.Multiclass, Names.Score, vector.Size, KeyValues.Of(key)),
            NumberDataViewType number when number.Equals(NumberDataViewType.Single) => label is null
                ? new(TargetKind.Regression, Names.Score, 1, labels: null)
                : label.Value.Type is BooleanDataViewType && scored.GetColumnOrNull(Names.Probability)?.Type.Equals(NumberDataViewType.Single) is true
                    ? new(TargetKind.Binary, Names.Probability, 1, labels: null)
                    : null,
            _ => null,
        };
    }

    /// <summary>Whether a mean over both makes sense: they predict the same classes in the same order, or numbers.</summary>
    public bool IsLike(EnsembleKind other) =>
        _target == other._target && Width == other.Width && (_labels?.Values ?? []).SequenceEqual(other._labels?.Values ?? [], StringComparer.Ordinal);

    /// <summary>The column that the mean is taken of.</summary>
    public DataViewSchema.Column ColumnIn(DataViewSchema scored) => scored[_column];

    /// <summary>What reads a row's predictions.</summary>
    /// <param name="row">A row of scored data in which the column is active.</param>
    public Reader CreateReader(DataViewRow row)
    {
        var column = ColumnIn(row.Schema);
        if (_target == TargetKind.Multiclass)
        {
            var vector = row.GetGetter<VBuffer<float>>(column);
            VBuffer<float> values = default;
            return outputs =>
            {
                vector(ref values);
                values.CopyTo(outputs);
            };
        }

        var number = row.GetGetter<float>(column);
        return outputs => number(ref outputs[0]);
    }

    /// <summary>The outputs that the score columns are read off: the means, for two classes the logit of the mean probability.</summary>
    /// <param name="sums">The sums of the predictions over all votes.</param>
    /// <param name="votes">The number of votes.</param>
    /// <param name="outputs">The outputs.</param>
    public void Average(ReadOnlySpan<double> sums, int votes, Span<float> outputs)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var mean = sums[i] / votes;
            outputs[i] = (float)(_target == TargetKind.Binary ? Logit(mean) : mean);
        }
    }

    /// <summary>The columns that an ensemble adds: those of a model of this kind.</summary>
    /// <param name="setId">The number that the columns share in their annotations.</param>
    public IReadOnlyList<ScoreColumn> ScoreColumns(uint setId)
    {
        Loss loss = _target switch
        {
            TargetKind.Multiclass => new CategoricalCrossEntropyLoss(),
            TargetKind.Binary => new BinaryCrossEntropyLoss(),
            _ => new SquaredLoss(),
        };
        return TaskKind.Of(_target).ScoreColumns(
            head: 0, new HeadDescription { Name = Names.Score, OutputCount = Width, Loss = loss }, _labels, setId, Names);
    }

    // Probabilities of 0 and 1 are those that a float cannot tell from them; their logits must be finite.
    private static double Logit(double probability)
    {
        const double Smallest = 1e-37;
        const double LargestBelowOne = 1 - 3e-8;
        var inside = Math.Clamp(probability, Smallest, LargestBelowOne);
        return Math.Log(inside / (1 - inside));
    }
}
