using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// An inverted-dropout mask (Srivastava et al., 2014) that is never stored: what happens to an element is a function of seed, purpose,
/// step, row and column alone, so that any thread can compute any part of it, and the backward pass can compute it again. The default
/// value keeps everything.
/// </summary>
/// <remarks>
/// The bits come from Philox2x32-7, keyed by a Philox4x32-10 block of seed, purpose and step (Salmon et al., SC 2011). One counter
/// gives four decisions of 16 bits: rows 2r and 2r + 1, columns j and j + 16. The rate is therefore rounded to a multiple of 2^-16.
/// </remarks>
internal readonly unsafe struct DropoutMask
{
    private readonly uint _key;
    private readonly uint _high;
    private readonly uint _dropBelow;

    /// <summary>The mask of one layer (<paramref name="purpose"/>) at one step.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">Tells the layers apart.</param>
    /// <param name="step">The number of the training step.</param>
    /// <param name="rate">The probability of dropping an element, in [0, 1).</param>
    /// <param name="columns">The number of columns of the masked matrix.</param>
    public DropoutMask(ulong seed, uint purpose, ulong step, float rate, int columns)
    {
        if (!(rate >= 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate is at least 0 and less than 1.");
        }

        (_key, _high, _, _) = Philox.Block((uint)step, (uint)(step >> 32), purpose, 1, (uint)seed, (uint)(seed >> 32));
        _dropBelow = Math.Min((uint)MathF.Round(rate * 65536f), 65535u);
        Scale = 65536f / (65536u - _dropBelow);
        CountersPerRowPair = ((columns + 31) >> 5) << 4;
    }

    /// <summary>Whether some elements are dropped.</summary>
    public bool IsActive => _dropBelow != 0;

    /// <summary>What kept elements are multiplied by.</summary>
    public float Scale { get; }

    private int CountersPerRowPair { get; }

    /// <summary>The factor of one element: 0 or <see cref="Scale"/>.</summary>
    public float Factor(int row, int column)
    {
        uint counter = (uint)((row >> 1) * CountersPerRowPair) + (uint)(((column >> 5) << 4) + (column & 15));
        (uint low, uint high) = Philox.Pair(counter, _high, _key);
        uint word = (row & 1) == 0 ? low : high;
        uint bits = (column & 16) == 0 ? word & 0xFFFF : word >> 16;
        return bits < _dropBelow ? 0 : Scale;
    }

    /// <summary>
    /// Multiplies the block of the masked matrix that starts at (<paramref name="row"/>, <paramref name="column"/>) by its factors.
    /// </summary>
    public void Apply(float* values, int row, int rows, int column, int columns, int stride)
    {
        if (!Avx2.IsSupported)
        {
            Apply(values, row, row + rows, column, column + columns, row, column, stride);
            return;
        }

        for (int pair = row & ~1; pair < row + rows; pair += 2)
        {
            for (int group = column & ~31; group < column + columns; group += 32)
            {
                int firstRow = Math.Max(pair, row);
                int endRow = Math.Min(pair + 2, row + rows);
                int firstColumn = Math.Max(group, column);
                int endColumn = Math.Min(group + 32, column + columns);
                float* first = values + ((nint)(firstRow - row) * stride) + (firstColumn - column);
                bool whole = firstColumn == group && endColumn - group >= 16 && endRow - firstRow == 2;
                if (whole)
                {
                    ApplyPair(first, pair, group, endColumn - group == 32, stride);
                    firstColumn = endColumn - group == 32 ? endColumn : group + 16;
                    first += firstColumn - group;
                }

                Apply(first, firstRow, endRow, firstColumn, endColumn, firstRow, firstColumn, stride);
            }
        }
    }

    private void Apply(float* values, int row, int endRow, int column, int endColumn, int firstRow, int firstColumn, int stride)
    {
        for (int i = row; i < endRow; i++)
        {
            for (int j = column; j < endColumn; j++)
            {
                values[((nint)(i - firstRow) * stride) + j - firstColumn] *= Factor(i, j);
            }
        }
    }

    // Sixteen counters at once. Those of even and those of odd columns are kept in 64-bit lanes of their own: the multiplication reads
    // only the lower halves, so what is left in the upper ones does no harm.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ApplyPair(float* values, int row, int column, bool both, int stride)
    {
        uint counter = (uint)((row >> 1) * CountersPerRowPair) + (uint)(column >> 5 << 4);
        Vector512<ulong> evenLow = Vector512.Create((ulong)counter) + (Vector512<ulong>.Indices << 1);
        Vector512<ulong> oddLow = evenLow + Vector512<ulong>.One;
        Vector512<ulong> evenHigh = Vector512.Create((ulong)_high);
        Vector512<ulong> oddHigh = evenHigh;
        uint key = _key;
        for (int round = 0; round < Philox.PairRounds; round++)
        {
            Vector512<ulong> keys = Vector512.Create((ulong)key);
            Vector512<ulong> even = MultiplyLow(evenLow);
            Vector512<ulong> odd = MultiplyLow(oddLow);
            evenLow = (even >>> 32) ^ keys ^ evenHigh;
            oddLow = (odd >>> 32) ^ keys ^ oddHigh;
            evenHigh = even;
            oddHigh = odd;
            key += Philox.PairWeyl;
        }

        // From here on a lane holds the bits of one column; bring them together in the order of the columns.
        Vector512<uint> lowerHalves = Vector512.Create(0xFFFF_FFFFUL).AsUInt32();
        Vector512<uint> first = (evenLow.AsUInt32() & lowerHalves) | (oddLow << 32).AsUInt32();
        Vector512<uint> second = (evenHigh.AsUInt32() & lowerHalves) | (oddHigh << 32).AsUInt32();
        Multiply(values, first & Vector512.Create(0xFFFFu));
        Multiply(values + stride, second & Vector512.Create(0xFFFFu));
        if (both)
        {
            Multiply(values + 16, first >>> 16);
            Multiply(values + stride + 16, second >>> 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Multiply(float* values, Vector512<uint> bits)
    {
        Vector512<float> kept = Vector512.GreaterThanOrEqual(bits, Vector512.Create(_dropBelow)).AsSingle();
        (Vector512.Load(values) * (kept & Vector512.Create(Scale))).Store(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyLow(Vector512<ulong> values)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(values.AsUInt32(), Vector512.Create(Philox.PairMultiplier));
        }

        return Vector512.Create(
            Avx2.Multiply(values.GetLower().AsUInt32(), Vector256.Create(Philox.PairMultiplier)),
            Avx2.Multiply(values.GetUpper().AsUInt32(), Vector256.Create(Philox.PairMultiplier)));
    }
}
