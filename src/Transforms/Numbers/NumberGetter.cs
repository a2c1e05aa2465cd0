using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Getters of columns that are computed from the numbers of one other column.</summary>
internal static class NumberGetter
{
    /// <summary>Computes a row's numbers from those of the source.</summary>
    public delegate void Function(ReadOnlySpan<double> numbers, Span<float> results);

    /// <summary>A getter of as many numbers as the source has: single ones, or vectors.</summary>
    public static Delegate Create(DataViewRow row, DataViewSchema.Column source, Function function)
    {
        if (source.Type is VectorDataViewType vector)
        {
            return CreateVector(row, source, vector.Size, function);
        }

        var reader = NumberReader.Create(row, source);
        return (ValueGetter<float>)((ref float value) => function(reader.Read(), new Span<float>(ref value)));
    }

    /// <summary>A getter of dense vectors.</summary>
    public static Delegate CreateVector(DataViewRow row, DataViewSchema.Column source, int size, Function function)
    {
        var reader = NumberReader.Create(row, source);
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, size);
            function(reader.Read(), editor.Values);
            value = editor.Commit();
        });
    }
}
