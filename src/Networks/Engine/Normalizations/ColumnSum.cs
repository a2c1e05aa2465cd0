using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks;

/// <summary>Sums over the rows of one vector of columns, in an order that depends on the number of rows alone.</summary>
internal static class ColumnSum
{
    // Longer sums are sums of sums, so that they lose no digits.
    private const int BlockRows = 256;

    /// <summary>The sum of the terms of <paramref name="rows"/> rows that are <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Of<TTerm>(TTerm term, int rows, nint stride)
        where TTerm : struct, IColumnTerm
    {
        var total = Vector<float>.Zero;
        for (var start = 0; start < rows; start += BlockRows)
        {
            total += Block(term, start, Math.Min(start + BlockRows, rows), stride);
        }

        return total;
    }

    // Four sums at a time: one would wait for each addition.
    private static Vector<float> Block<TTerm>(TTerm term, int row, int end, nint stride)
        where TTerm : struct, IColumnTerm
    {
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var offset = row * stride;
        for (; row <= end - 4; row += 4, offset += 4 * stride)
        {
            sum0 += term.At(offset);
            sum1 += term.At(offset + stride);
            sum2 += term.At(offset + (2 * stride));
            sum3 += term.At(offset + (3 * stride));
        }

        for (; row < end; row++, offset += stride)
        {
            sum0 += term.At(offset);
        }

        return sum0 + sum1 + (sum2 + sum3);
    }
}
