using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Scales the weights that enter a unit down to a largest norm (Srivastava et al., 2014, section 5.1).</summary>
/// <param name="store">The weights.</param>
/// <param name="matrices">Their [out, in] matrices: a row belongs to a unit.</param>
/// <param name="limit">The largest norm.</param>
internal sealed unsafe class MaximumNorm(ParameterStore store, IReadOnlyList<Parameter> matrices, float limit)
{
    private const int ChunkRows = 32;

    public void Apply(WorkerTeam team)
    {
        foreach (var matrix in matrices)
        {
            var columns = matrix.Spec.Shape[^1];
            var work = new Work { Values = store.Pointer(matrix), Rows = matrix.Length / columns, Columns = columns, Limit = limit };
            team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
        }
    }

    private struct Work : IChunkWork
    {
        public float* Values;
        public int Rows;
        public int Columns;
        public float Limit;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                var weights = new Span<float>(Values + ((nint)row * Columns), Columns);
                var norm = TensorPrimitives.Norm<float>(weights);
                if (norm > Limit)
                {
                    TensorPrimitives.Multiply(weights, Limit / norm, weights);
                }
            }
        }
    }
}
