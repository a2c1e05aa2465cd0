using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Softmax over the rows of a matrix.</summary>
internal static unsafe class Softmax
{
    private const int ElementsPerChunk = 4096;

    /// <summary>
    /// <c>probabilities[i, j] = exp(logits[i, j] - logSumExp[i])</c>. The row's maximum is subtracted first, so nothing overflows.
    /// </summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="logits">rows x columns, row-major without gaps.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <param name="probabilities">rows x columns, written; may be <paramref name="logits"/>.</param>
    /// <param name="logSumExp">The logarithm of each row's sum of exponentials, written; or null.</param>
    public static void Rows(WorkerTeam team, float* logits, int rows, int columns, float* probabilities, float* logSumExp = null)
    {
        int rowsPerChunk = Math.Max(1, ElementsPerChunk / columns);
        var work = new Work
        {
            Logits = logits,
            RowCount = rows,
            RowsPerChunk = rowsPerChunk,
            Columns = columns,
            Probabilities = probabilities,
            LogSumExp = logSumExp,
        };
        team.Run((rows + rowsPerChunk - 1) / rowsPerChunk, ref work);
    }

    // Fewer numbers than a vector has would go through the scalar exponential, whose last bits differ: a row alone must get the
    // probabilities that it gets among others.
    private static void Exponential(Span<float> values)
    {
        if (values.Length >= Vector128<float>.Count)
        {
            TensorPrimitives.Exp(values, values);
            return;
        }

        Span<float> padded = stackalloc float[Vector128<float>.Count];
        values.CopyTo(padded);
        TensorPrimitives.Exp(padded, padded);
        padded[..values.Length].CopyTo(values);
    }

    private struct Work : IChunkWork
    {
        public float* Logits;
        public int RowCount;
        public int RowsPerChunk;
        public int Columns;
        public float* Probabilities;
        public float* LogSumExp;

        public readonly void Execute(int chunk)
        {
            int first = chunk * RowsPerChunk;
            int rows = Math.Min(RowsPerChunk, RowCount - first);
            nint offset = (nint)first * Columns;

            // One exponential over the whole chunk: calls on rows of a few columns would cost more than the work.
            for (int i = 0; i < rows; i++)
            {
                var row = new ReadOnlySpan<float>(Logits + offset + ((nint)i * Columns), Columns);
                float maximum = Columns == 1 ? row[0] : TensorPrimitives.Max(row);
                TensorPrimitives.Subtract(row, maximum, new Span<float>(Probabilities + offset + ((nint)i * Columns), Columns));
                if (LogSumExp is not null)
                {
                    LogSumExp[first + i] = maximum;
                }
            }

            var all = new Span<float>(Probabilities + offset, rows * Columns);
            Exponential(all);
            for (int i = 0; i < rows; i++)
            {
                Span<float> row = all.Slice(i * Columns, Columns);
                float sum = TensorPrimitives.Sum<float>(row);
                TensorPrimitives.Multiply(row, 1 / sum, row);
                if (LogSumExp is not null)
                {
                    LogSumExp[first + i] += MathF.Log(sum);
                }
            }
        }
    }
}
