using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests.Kernels;

/// <summary>Buffers of random numbers.</summary>
internal static class Samples
{
    public static AlignedBuffer Uniform(int length, uint purpose)
    {
        var buffer = new AlignedBuffer(length);
        new RandomStream(1234, purpose).FillUniform(buffer.Span, 0);
        foreach (ref float value in buffer.Span)
        {
            value = (2 * value) - 1;
        }

        return buffer;
    }

    public static IEnumerable<KernelKind> Kinds => Enum.GetValues<KernelKind>().Where(KernelKinds.IsSupported);
}
