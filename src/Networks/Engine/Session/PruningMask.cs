using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Which weights of the linear layers stay zero: more and more of those that are smallest in size.</summary>
/// <param name="store">The weights.</param>
/// <param name="matrices">Those that are pruned, each by the same share.</param>
internal sealed unsafe class PruningMask(ParameterStore store, IReadOnlyList<Parameter> matrices)
{
    /// <summary>1 for a weight that is kept and 0 for others, matrix after matrix.</summary>
    public float[] Kept { get; } = Ones(matrices.Sum(matrix => matrix.Length));

    /// <summary>Prunes up to a share of each matrix.</summary>
    public void Grow(float sparsity)
    {
        var start = 0;
        foreach (var matrix in matrices)
        {
            Grow(Values(matrix), Kept.AsSpan(start, matrix.Length), (int)(sparsity * (double)matrix.Length));
            start += matrix.Length;
        }
    }

    /// <summary>Sets pruned weights to zero.</summary>
    public void Apply()
    {
        var start = 0;
        foreach (var matrix in matrices)
        {
            var values = Values(matrix);
            TensorPrimitives.Multiply(values, Kept.AsSpan(start, matrix.Length), values);
            start += matrix.Length;
        }
    }

    private Span<float> Values(Parameter matrix) => new(store.Pointer(matrix), matrix.Length);

    private static void Grow(ReadOnlySpan<float> values, Span<float> kept, int count)
    {
        // By size and place: pruned weights are zero and come first, and ties are decided the same way in every run.
        var sizes = new float[values.Length];
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            sizes[i] = kept[i] == 0 ? -1 : Math.Abs(values[i]);
            order[i] = i;
        }

        Array.Sort(order, (left, right) => sizes[left] != sizes[right] ? sizes[left].CompareTo(sizes[right]) : left.CompareTo(right));
        foreach (var i in order.AsSpan(0, count))
        {
            kept[i] = 0;
        }
    }

    private static float[] Ones(int length)
    {
        var ones = new float[length];
        ones.AsSpan().Fill(1);
        return ones;
    }
}
