using System.Numerics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>The distinct rows of a table that a batch touches, in ascending order, so that a thread meets the same part of the table in every step.</summary>
internal sealed unsafe class TouchedRows
{
    // A bit per row that was added since the last Complete.
    private readonly ulong[] _added;
    private readonly int[] _places;
    private readonly int[] _rows;

    /// <summary>Plans for a table of <paramref name="tableRows"/> rows.</summary>
    public TouchedRows(int tableRows)
    {
        _added = new ulong[(tableRows + 63) / 64];
        _places = new int[tableRows];
        _rows = GC.AllocateUninitializedArray<int>(tableRows, pinned: true);
    }

    /// <summary>The number of distinct rows.</summary>
    public int Count { get; private set; }

    /// <summary>The distinct rows.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>The distinct rows, at an address that does not move.</summary>
    public int* Pointer => (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_rows, 0);

    /// <summary>Adds the rows that <paramref name="indices"/> name; negative indices name none.</summary>
    public void Add(int* indices, int indexStride, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int index = indices[(nint)i * indexStride];
            if (index >= 0)
            {
                _added[index >> 6] |= 1UL << (index & 63);
            }
        }
    }

    /// <summary>Takes the rows added since the last call for the touched ones.</summary>
    public void Complete()
    {
        Count = 0;
        for (int i = 0; i < _added.Length; i++)
        {
            for (ulong bits = _added[i]; bits != 0; bits &= bits - 1)
            {
                int row = (i << 6) + BitOperations.TrailingZeroCount(bits);
                _places[row] = Count;
                _rows[Count++] = row;
            }

            _added[i] = 0;
        }
    }

    /// <summary>A touched row's place in <see cref="Rows"/>.</summary>
    public int Place(int row) => _places[row];

    /// <summary>Sets the touched rows of a table of <paramref name="dimension"/> columns to zero.</summary>
    public void Zero(float* table, int dimension)
    {
        foreach (int row in Rows)
        {
            new Span<float>(table + ((nint)row * dimension), dimension).Clear();
        }
    }
}
