using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Copies panels of a matrix into the order in which the tile kernels read them.</summary>
internal static unsafe class Packing<TSimd, TVector>
    where TSimd : ISimd<TVector>
    where TVector : struct
{
    /// <summary>
    /// Copies rows <paramref name="row"/> to <paramref name="row"/> + <paramref name="rows"/> - 1 of the columns of one panel, which
    /// starts at <paramref name="column"/>; the columns that the panel has and the matrix has not become zeros.
    /// </summary>
    public static void PackPanel(MatrixView* matrix, int row, int rows, int column, int columns, float* destination)
    {
        float* source = matrix->Data + (row * matrix->RowStride) + (column * matrix->ColumnStride);
        if (matrix->ColumnStride == 1)
        {
            PackRowMajor(source, matrix->RowStride, rows, columns, destination);
        }
        else
        {
            PackColumnMajor(source, matrix->ColumnStride, rows, columns, destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRowMajor(float* source, nint stride, int rows, int columns, float* destination)
    {
        if (columns == 2 * TSimd.Count)
        {
            for (int k = 0; k < rows; k++)
            {
                TSimd.Store(TSimd.Load(source), destination);
                TSimd.Store(TSimd.Load(source + TSimd.Count), destination + TSimd.Count);
                source += stride;
                destination += 2 * TSimd.Count;
            }

            return;
        }

        // A mask of no elements must not touch memory, so the second half's address does not matter where the panel has only one.
        TVector first = TSimd.Mask(Math.Min(columns, TSimd.Count));
        TVector second = TSimd.Mask(Math.Max(columns - TSimd.Count, 0));
        for (int k = 0; k < rows; k++)
        {
            TSimd.Store(TSimd.LoadMasked(source, first), destination);
            TSimd.Store(TSimd.LoadMasked(source + TSimd.Count, second), destination + TSimd.Count);
            source += stride;
            destination += 2 * TSimd.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumnMajor(float* source, nint stride, int rows, int columns, float* destination)
    {
        int width = 2 * TSimd.Count;
        if (columns < width)
        {
            new Span<float>(destination, rows * width).Clear();
        }

        int j = 0;
        for (; j + TSimd.Count <= columns; j += TSimd.Count)
        {
            int k = 0;
            for (; k + TSimd.Count <= rows; k += TSimd.Count)
            {
                TSimd.Transpose(source + (j * stride) + k, stride, destination + (k * width) + j, width);
            }

            Transpose(source + (j * stride), stride, k, rows, TSimd.Count, destination + j, width);
        }

        Transpose(source + (j * stride), stride, 0, rows, columns - j, destination + j, width);
    }

    private static void Transpose(float* source, nint stride, int row, int rows, int columns, float* destination, int width)
    {
        for (int j = 0; j < columns; j++)
        {
            for (int k = row; k < rows; k++)
            {
                destination[(k * width) + j] = source[(j * stride) + k];
            }
        }
    }
}
