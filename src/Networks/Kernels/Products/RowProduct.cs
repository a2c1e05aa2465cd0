namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// The product of one row with a matrix, on the calling thread, without locks, allocation or packing; the same bits as
/// <see cref="Gemm"/> gives for that row.
/// </summary>
internal static unsafe class RowProduct
{
    /// <summary>y[N] = x[K] W[K, N] + bias, then ReLU if asked.</summary>
    /// <param name="x">K values.</param>
    /// <param name="weights">W, packed.</param>
    /// <param name="bias">N values, or null.</param>
    /// <param name="relu">Whether to replace negative values by zero.</param>
    /// <param name="y">N values, written.</param>
    public static void Multiply(float* x, PackedMatrix weights, float* bias, bool relu, float* y)
    {
        if (!weights.IsNarrow)
        {
            weights.Kernels.Row(x, weights, bias, relu, y);
            return;
        }

        for (int j = 0; j < weights.Columns; j++)
        {
            weights.Kernels.Dot(x, weights.Rows, weights.Data + ((nint)j * weights.Rows), weights.Rows, 1, y + j, 1);
            y[j] += bias is null ? 0 : bias[j];
            y[j] = relu ? MathF.Max(0, y[j]) : y[j];
        }
    }
}
