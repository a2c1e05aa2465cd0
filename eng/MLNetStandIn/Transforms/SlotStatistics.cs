using Microsoft.ML.Runtime;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Data;

/// <summary>Mean, variance and range of each slot of a column of Single; values that are not finite count for neither mean nor variance.</summary>
internal static class SlotStatistics
{
    public static SchemaShape.Column Require(SchemaShape.Column column)
        => column.ItemType.Equals(NumberDataViewType.Single) && column.Kind != VectorKind.VariableVector
            ? column
            : throw Columns.Mismatch("input", column.Name, "Single, scalar or known-size vector (all this stand-in takes)", column.GetTypeString());

    public static DataViewSchema.Column Require(DataViewSchema.Column column, int slots)
        => column.Type.GetItemType().Equals(NumberDataViewType.Single) && column.Type.SlotCount() == slots
            ? column
            : throw Columns.Mismatch("input", column.Name, $"{slots} slots of Single", column.Type);

    /// <param name="data">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="env">What ends the reading when it is cancelled, or null.</param>
    public static Slot[] Of(IDataView data, DataViewSchema.Column column, IHostEnvironment env = null)
    {
        var slots = new Slot[column.Type.SlotCount()];
        Array.Fill(slots, new());
        var values = new float[slots.Length];
        var vector = default(VBuffer<float>);
        using var cursor = data.GetRowCursor([column]);
        var get = cursor.GetVectorGetter<float>(column);
        while (cursor.MoveNext())
        {
            env.CheckAlive();
            get(ref vector);
            vector.CopyTo(values);
            for (var i = 0; i < slots.Length; i++)
            {
                slots[i].Add(values[i]);
            }
        }

        for (var i = 0; i < slots.Length; i++)
        {
            slots[i].AddZeros();
        }

        return slots;
    }

    internal struct Slot()
    {
        private double _squares;
        private long _count;
        private long _zeros;

        public double Minimum { get; private set; } = double.PositiveInfinity;

        public double Maximum { get; private set; } = double.NegativeInfinity;

        public double Mean { get; private set; }

        public readonly double Variance => _count == 0 ? 0 : _squares / _count;

        public void Add(double value)
        {
            Minimum = value < Minimum ? value : Minimum;
            Maximum = value > Maximum ? value : Maximum;
            if (value == 0)
            {
                _zeros++;
            }
            else if (double.IsFinite(value))
            {
                var delta = value - Mean;
                Mean += delta / ++_count;
                _squares += delta * (value - Mean);
            }
        }

        /// <summary>Zeros are added at the end, as ML.NET does it, so that the results are the same to the last bit.</summary>
        public void AddZeros()
        {
            if (_zeros > 0)
            {
                _count += _zeros;
                var delta = -Mean;
                Mean += delta * _zeros / _count;
                _squares += delta * -Mean * _zeros;
            }
        }
    }
}
