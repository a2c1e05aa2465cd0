namespace NeuralTrainers.Networks.Kernels;

/// <summary>The distinct rows of a table that a batch touches, in the order of their first appearance.</summary>
internal sealed unsafe class TouchedRows
{
    private readonly int[] _stamps;
    private readonly int[] _rows;

    // Rows whose stamp is this one are touched. It starts above the array's zeros.
    private int _stamp = 1;

    /// <summary>Plans for a table of <paramref name="tableRows"/> rows.</summary>
    public TouchedRows(int tableRows)
    {
        _stamps = new int[tableRows];
        _rows = GC.AllocateUninitializedArray<int>(tableRows, pinned: true);
    }

    /// <summary>The number of distinct rows.</summary>
    public int Count { get; private set; }

    /// <summary>The distinct rows.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>The distinct rows, at an address that does not move.</summary>
    public int* Pointer => (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_rows, 0);

    /// <summary>Forgets all rows, in constant time.</summary>
    public void Clear()
    {
        Count = 0;
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_stamps);
            _stamp = 0;
        }

        _stamp++;
    }

    /// <summary>Adds the rows that <paramref name="indices"/> name; negative indices name none.</summary>
    public void Add(int* indices, int indexStride, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int index = indices[(nint)i * indexStride];
            if (index >= 0 && _stamps[index] != _stamp)
            {
                _stamps[index] = _stamp;
                _rows[Count++] = index;
            }
        }
    }

    /// <summary>Sets the touched rows of a table of <paramref name="dimension"/> columns to zero.</summary>
    public void Zero(float* table, int dimension)
    {
        foreach (int row in Rows)
        {
            new Span<float>(table + ((nint)row * dimension), dimension).Clear();
        }
    }
}
