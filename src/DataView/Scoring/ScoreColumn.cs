using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>A column that is read off a model's outputs.</summary>
/// <param name="Column">Name, type and annotations.</param>
/// <param name="CreateGetter">Makes a <see cref="ValueGetter{TValue}"/> of the column's type over the outputs of a current row.</param>
internal sealed record ScoreColumn(DataViewSchema.DetachedColumn Column, Func<IRowScores, Delegate> CreateGetter)
{
    /// <summary>An output as it is: a regression's prediction, or a logit.</summary>
    public static ScoreColumn Number(string name, DataViewSchema.Annotations annotations, int head, int output = 0) => new(
        new(name, NumberDataViewType.Single, annotations),
        scores => new ValueGetter<float>((ref float value) => value = scores.Outputs(head)[output]));

    /// <summary>The probability that belongs to a logit.</summary>
    public static ScoreColumn Probability(string name, DataViewSchema.Annotations annotations, int head) => new(
        new(name, NumberDataViewType.Single, annotations),
        scores => new ValueGetter<float>((ref float value) => value = 1f / (1f + MathF.Exp(-scores.Outputs(head)[0]))));

    /// <summary>Whether a logit is above 0; false for NaN.</summary>
    public static ScoreColumn IsPositive(string name, DataViewSchema.Annotations annotations, int head) => new(
        new(name, BooleanDataViewType.Instance, annotations),
        scores => new ValueGetter<bool>((ref bool value) => value = scores.Outputs(head)[0] > 0));

    /// <summary>All outputs.</summary>
    public static ScoreColumn Vector(string name, DataViewSchema.Annotations annotations, int head, int size) => new(
        new(name, new VectorDataViewType(NumberDataViewType.Single, size), annotations),
        scores => new ValueGetter<VBuffer<float>>((ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, size);
            scores.Outputs(head).CopyTo(editor.Values);
            value = editor.Commit();
        }));

    /// <summary>The key of the largest output; the missing key if an output is NaN.</summary>
    public static ScoreColumn LargestKey(string name, DataViewSchema.Annotations annotations, int head, int size) => new(
        new(name, new KeyDataViewType(typeof(uint), size), annotations),
        scores => new ValueGetter<uint>((ref uint value) => value = KeyOfLargest(scores.Outputs(head))));

    private static uint KeyOfLargest(ReadOnlySpan<float> outputs)
    {
        var largest = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i]))
            {
                return 0;
            }

            if (outputs[i] > outputs[largest])
            {
                largest = i;
            }
        }

        return (uint)largest + 1;
    }
}
