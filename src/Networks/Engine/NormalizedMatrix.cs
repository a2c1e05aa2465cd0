using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The rows of a matrix brought to given lengths, and packed.</summary>
/// <param name="direction">The matrix [out, in].</param>
/// <param name="lengths">The length of each row.</param>
/// <param name="outputs">Rows.</param>
/// <param name="inputs">Columns.</param>
internal sealed unsafe class NormalizedMatrix(float* direction, float* lengths, int outputs, int inputs)
{
    private readonly AlignedBuffer _values = new(outputs * inputs);
    private readonly AlignedBuffer _inverseNorms = new(outputs);

    public PackedMatrix Packed { get; } = new(inputs, outputs);

    public float* Direction => direction;

    public float* Lengths => lengths;

    public float* Values => _values.Pointer;

    public float* InverseNorms => _inverseNorms.Pointer;

    /// <summary>Brings the matrix up to date with direction and lengths.</summary>
    public void Update(WorkerTeam team)
    {
        for (var row = 0; row < outputs; row++)
        {
            var source = new ReadOnlySpan<float>(direction + ((nint)row * inputs), inputs);

            // A row of zeros has no direction: it stays zero.
            var norm = TensorPrimitives.Norm(source);
            InverseNorms[row] = norm > 0 ? 1 / norm : 0;
            TensorPrimitives.Multiply(source, lengths[row] * InverseNorms[row], new Span<float>(Values + ((nint)row * inputs), inputs));
        }

        Packed.Pack(team, new MatrixView(Values, outputs, inputs, inputs).Transposed);
    }
}
