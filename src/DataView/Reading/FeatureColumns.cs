using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Finds out how a feature column is best stored.</summary>
internal static class FeatureColumns
{
    /// <summary>Vectors of at most this many slots are stored dense.</summary>
    internal const int MaximumDenseSlots = 1000;

    /// <summary>Longer vectors are stored sparse if a smaller share of the slots is filled.</summary>
    internal const double SparseDensity = 0.1;

    /// <summary>The number of rows that are looked at.</summary>
    internal const int SampleRows = 256;

    /// <summary>The feature column of the data. Reads the first rows if the vector is long.</summary>
    public static FeatureColumn Find(IDataView data, string name)
    {
        var column = data.Schema[name];
        return column.Type is not VectorDataViewType vector
            ? new FeatureColumn(name, Size: null, IsSparse: false)
            : new FeatureColumn(name, vector.Size, vector.Size > MaximumDenseSlots && Density(data, column) < SparseDensity);
    }

    private static double Density(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> vector = default;
        long slots = 0;
        long filled = 0;
        for (var row = 0; row < SampleRows && cursor.MoveNext(); row++)
        {
            getter(ref vector);
            slots += vector.Length;
            foreach (var value in vector.GetValues())
            {
                filled += value != 0 ? 1 : 0;
            }
        }

        return slots == 0 ? 1 : (double)filled / slots;
    }
}
