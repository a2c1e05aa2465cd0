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
        for (int j = 0; j < weights.Columns; j++)
        {
            float sum = 0;
            float* b = weights.Data + ((nint)(j / weights.PanelWidth) * weights.PanelWidth * weights.Rows) + (j % weights.PanelWidth);
            for (int k = 0; k < weights.Rows; k++)
            {
                sum = MathF.FusedMultiplyAdd(x[k], b[k * weights.PanelWidth], sum);
            }

            sum += bias is null ? 0 : bias[j];
            y[j] = relu ? MathF.Max(sum, 0) : sum;
        }
    }
}
