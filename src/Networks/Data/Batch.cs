namespace NeuralTrainers.Networks;

/// <summary>
/// A block of rows in planned buffers, row by row: numeric features (dense or sparse), category indices, labels, their previous values, and a weight.
/// Not safe for use from several threads at once.
/// </summary>
public sealed class Batch
{
    private float[] _numerics;
    private int[] _categories;
    private float[] _targets;
    private float[] _weights;
    private float[] _previous;
    private int[] _sparseStarts;
    private int[] _mixPartners = [];
    private float[] _mixShares = [];
    private int[] _sparseIndices;
    private float[] _sparseValues;

    // Above 0 in a view only: the place of its first row in the buffers.
    private int _first;

    /// <summary>Plans the buffers.</summary>
    /// <param name="shape">The widths of a row.</param>
    /// <param name="capacity">The largest number of rows.</param>
    public Batch(TableShape shape, int capacity)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Shape = shape;
        Capacity = capacity;
        _numerics = Pinned<float>(shape.IsSparse ? 0 : checked(capacity * shape.NumericCount));
        _categories = Pinned<int>(checked(capacity * shape.CategoryCount));
        _targets = Pinned<float>(checked(capacity * shape.TargetCount));
        _weights = Pinned<float>(capacity);
        _previous = Pinned<float>(checked(capacity * shape.PreviousCount));
        _sparseStarts = Pinned<int>(shape.IsSparse ? capacity + 1 : 0);
        _sparseIndices = Pinned<int>(shape.IsSparse ? capacity * 8 : 0);
        _sparseValues = Pinned<float>(shape.IsSparse ? capacity * 8 : 0);
    }

    private Batch(TableShape shape)
    {
        Shape = shape;
        _numerics = _targets = _weights = _previous = _sparseValues = [];
        _categories = _sparseStarts = _sparseIndices = [];
    }

    /// <summary>The widths of a row.</summary>
    public TableShape Shape { get; }

    /// <summary>The largest number of rows.</summary>
    public int Capacity { get; }

    /// <summary>The number of rows in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Dense numeric features, <see cref="Count"/> x NumericCount, row by row. Empty if the features are sparse.</summary>
    public Span<float> Numerics => Shape.IsSparse ? [] : _numerics.AsSpan(_first * Shape.NumericCount, Count * Shape.NumericCount);

    /// <summary>Category indices, <see cref="Count"/> x CategoryCount, row by row: 0 for missing or unseen, else 1 to the cardinality.</summary>
    public Span<int> Categories => _categories.AsSpan(_first * Shape.CategoryCount, Count * Shape.CategoryCount);

    /// <summary>
    /// Labels, <see cref="Count"/> x TargetCount, row by row: for each head the number, 0 or 1, the class index from 0, or one share per
    /// class.
    /// </summary>
    public Span<float> Targets => _targets.AsSpan(_first * Shape.TargetCount, Count * Shape.TargetCount);

    /// <summary>
    /// Previous values of labels, <see cref="Count"/> x PreviousCount, row by row: for each head with a dual block the number, or the class index
    /// from 0; NaN if it is missing or of no class.
    /// </summary>
    public Span<float> Previous => _previous.AsSpan(_first * Shape.PreviousCount, Count * Shape.PreviousCount);

    /// <summary>Row weights, one per row.</summary>
    public Span<float> Weights => _weights.AsSpan(_first, Count);

    /// <summary>Where each sparse row starts in <see cref="SparseIndices"/>; one more entry than rows. Empty if the features are dense.</summary>
    public ReadOnlySpan<int> SparseStarts => Shape.IsSparse ? _sparseStarts.AsSpan(_first, Count + 1) : [];

    /// <summary>Slot numbers of the non-zero features, ascending within a row.</summary>
    public ReadOnlySpan<int> SparseIndices => Shape.IsSparse ? _sparseIndices.AsSpan(0, _sparseStarts[_first + Count]) : [];

    /// <summary>Values of the non-zero features.</summary>
    public ReadOnlySpan<float> SparseValues => Shape.IsSparse ? _sparseValues.AsSpan(0, _sparseStarts[_first + Count]) : [];

    /// <summary>Whether each row is a mixture of two (mixup): then <see cref="MixPartners"/> and <see cref="MixShares"/> say of which.</summary>
    public bool IsMixed { get; private set; }

    /// <summary>
    /// The row whose label counts too, one per row. Labels and weights are not mixed: a row's loss is share x weight x loss of its label, plus
    /// (1 - share) x the partner's weight x loss of the partner's label. Empty if rows are not mixed.
    /// </summary>
    public ReadOnlySpan<int> MixPartners => IsMixed ? _mixPartners.AsSpan(0, Count) : [];

    /// <summary>The share of a row's own label, in [0, 1], one per row. Empty if rows are not mixed.</summary>
    public ReadOnlySpan<float> MixShares => IsMixed ? _mixShares.AsSpan(0, Count) : [];

    /// <summary>Removes all rows.</summary>
    public void Clear()
    {
        Count = 0;
        IsMixed = false;
    }

    /// <summary>Says that the rows are mixtures.</summary>
    /// <param name="partners">One row number per row.</param>
    /// <param name="shares">One share in [0, 1] per row.</param>
    public void SetMix(ReadOnlySpan<int> partners, ReadOnlySpan<float> shares)
    {
        if (partners.Length != Count || shares.Length != Count)
        {
            throw new ArgumentException($"{partners.Length} partners and {shares.Length} shares for {Count} rows: there must be one each.", nameof(partners));
        }

        if (_mixPartners.Length == 0)
        {
            _mixPartners = new int[Capacity];
            _mixShares = new float[Capacity];
        }

        partners.CopyTo(_mixPartners);
        shares.CopyTo(_mixShares);
        IsMixed = true;
    }

    /// <summary>
    /// Adds a row of zero features, missing categories, zero labels, missing previous values and weight 1, to be filled through the row accessors.
    /// </summary>
    /// <returns>The row's number in the batch.</returns>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public int AddRow() => AddRows(1);

    /// <summary>
    /// Adds rows of zero features, missing categories, zero labels, missing previous values and weight 1, to be filled through the spans of all rows or the row accessors.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <returns>The first one's number in the batch.</returns>
    /// <exception cref="InvalidOperationException">The batch cannot hold so many.</exception>
    public int AddRows(int count)
    {
        var row = Reserve(count);
        if (!Shape.IsSparse)
        {
            _numerics.AsSpan(row * Shape.NumericCount, count * Shape.NumericCount).Clear();
        }

        _categories.AsSpan(row * Shape.CategoryCount, count * Shape.CategoryCount).Clear();
        _targets.AsSpan(row * Shape.TargetCount, count * Shape.TargetCount).Clear();
        _previous.AsSpan(row * Shape.PreviousCount, count * Shape.PreviousCount).Fill(float.NaN);
        _weights.AsSpan(row, count).Fill(1f);
        return row;
    }

    /// <summary>Adds rows whose dense values are whatever the buffers held: the caller writes all of them.</summary>
    internal int Reserve(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > Capacity - Count)
        {
            throw new InvalidOperationException($"The batch is full: it holds {Capacity} rows.");
        }

        var row = Count;
        Count += count;
        if (Shape.IsSparse)
        {
            _sparseStarts.AsSpan(row + 1, count).Fill(_sparseStarts[row]);
        }

        return row;
    }

    /// <summary>A batch without buffers, to be shown some rows of another one.</summary>
    internal static Batch View(TableShape shape) => new(shape);

    /// <summary>Makes a view stand for some rows of <paramref name="batch"/>, until rows are added to that. Copies and allocates nothing.</summary>
    internal void Show(Batch batch, int first, int count)
    {
        (_numerics, _categories, _targets, _weights, _previous) = (batch._numerics, batch._categories, batch._targets, batch._weights, batch._previous);
        (_sparseStarts, _sparseIndices, _sparseValues) = (batch._sparseStarts, batch._sparseIndices, batch._sparseValues);
        (_first, Count) = (first, count);
    }

    /// <summary>The dense numeric features of a row.</summary>
    public Span<float> NumericRow(int row) => _numerics.AsSpan((_first + row) * Shape.NumericCount, Shape.NumericCount);

    /// <summary>The category indices of a row.</summary>
    public Span<int> CategoryRow(int row) => _categories.AsSpan((_first + row) * Shape.CategoryCount, Shape.CategoryCount);

    /// <summary>The labels of a row.</summary>
    public Span<float> TargetRow(int row) => _targets.AsSpan((_first + row) * Shape.TargetCount, Shape.TargetCount);

    /// <summary>The previous values of a row's labels.</summary>
    public Span<float> PreviousRow(int row) => _previous.AsSpan((_first + row) * Shape.PreviousCount, Shape.PreviousCount);

    /// <summary>Gives the last added row its sparse features.</summary>
    /// <param name="indices">Ascending slot numbers.</param>
    /// <param name="values">A value per slot number.</param>
    public void SetSparseRow(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (indices.Length != values.Length)
        {
            throw new ArgumentException($"{indices.Length} slots and {values.Length} values: there must be as many.", nameof(values));
        }

        SetSparseLength(Count - 1, indices.Length);
        FillSparseRow(Count - 1, indices, values);
    }

    /// <summary>Makes room for the entries of a row; rows in ascending order.</summary>
    internal void SetSparseLength(int row, int length)
    {
        var start = _sparseStarts[row];
        var end = checked(start + length);
        if (end > _sparseIndices.Length)
        {
            GrowSparse(start, end);
        }

        _sparseStarts[row + 1] = end;
    }

    /// <summary>Fills the room that <see cref="SetSparseLength"/> made.</summary>
    internal void FillSparseRow(int row, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        indices.CopyTo(_sparseIndices.AsSpan(_sparseStarts[row]));
        values.CopyTo(_sparseValues.AsSpan(_sparseStarts[row]));
    }

    private void GrowSparse(int used, int needed)
    {
        var length = Math.Max(needed, checked(_sparseIndices.Length * 2));
        var indices = Pinned<int>(length);
        var values = Pinned<float>(length);
        _sparseIndices.AsSpan(0, used).CopyTo(indices);
        _sparseValues.AsSpan(0, used).CopyTo(values);
        (_sparseIndices, _sparseValues) = (indices, values);
    }

    internal unsafe int* SparseStartsPointer => Pointer(_sparseStarts) + _first;

    internal unsafe int* SparseIndicesPointer => Pointer(_sparseIndices);

    internal unsafe float* SparseValuesPointer => Pointer(_sparseValues);

    private static unsafe T* Pointer<T>(T[] pinned)
        where T : unmanaged
        => (T*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    // The engine reads the buffers through pointers.
    private static T[] Pinned<T>(int length)
        where T : unmanaged
        => GC.AllocateArray<T>(length, pinned: true);
}
