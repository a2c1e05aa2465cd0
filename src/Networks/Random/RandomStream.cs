using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics.X86;

namespace NeuralTrainers.Networks;

/// <summary>
/// A counter-based random generator (Philox4x32-10): word number n is a function of the seed, the purpose and n alone, so a stream can be
/// resumed at any <see cref="Position"/> and filled in any order.
/// </summary>
/// <remarks>Not for use by several threads at once: give each its own stream.</remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of random numbers is the field's term.")]
public sealed class RandomStream
{
    private const float UniformScale = 1f / (1 << 24);
    private readonly uint _key0;
    private readonly uint _key1;
    private readonly uint _purpose;
    private (uint X0, uint X1, uint X2, uint X3) _block;
    private ulong _blockIndex = ulong.MaxValue;

    /// <summary>Makes the stream of one purpose.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">Which of the streams of that seed; streams of different purposes are independent.</param>
    public RandomStream(ulong seed, uint purpose)
    {
        _key0 = (uint)seed;
        _key1 = (uint)(seed >> 32);
        _purpose = purpose;
    }

    /// <summary>The number of 32-bit words drawn so far; set it to go on from there.</summary>
    public ulong Position { get; set; }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        ulong block = Position >> 2;
        if (block != _blockIndex)
        {
            _block = BlockAt(block);
            _blockIndex = block;
        }

        return (uint)(Position++ & 3) switch
        {
            0 => _block.X0,
            1 => _block.X1,
            2 => _block.X2,
            _ => _block.X3,
        };
    }

    /// <summary>A uniform integer in [0, <paramref name="exclusiveMaximum"/>).</summary>
    /// <remarks>Lemire, "Fast random integer generation in an interval", 2019: exact, without bias.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMaximum"/> is less than 1.</exception>
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        uint range = (uint)exclusiveMaximum;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A uniform number in [0, 1), a multiple of 2^-24.</summary>
    public float NextFloat() => (NextUInt32() >> 8) * UniformScale;

    /// <summary>A standard normal number. Takes two words (Box and Muller, 1958).</summary>
    public float NextGaussian()
    {
        // One minus the uniform number lies in (0, 1], where the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log((1d + NextUInt32()) * (1d / 4294967296d)));
        return (float)(radius * Math.Cos(Math.Tau * (NextUInt32() * (1d / 4294967296d))));
    }

    /// <summary>Puts <paramref name="values"/> into a random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>
    /// Fills <paramref name="destination"/> with the uniform numbers of the words from <paramref name="offset"/> on,
    /// whatever <see cref="Position"/> is.
    /// </summary>
    public void FillUniform(Span<float> destination, ulong offset)
    {
        Span<uint> words = stackalloc uint[16];
        int i = 0;
        while (i < destination.Length)
        {
            ulong word = offset + (ulong)i;
            int lane = (int)(word & 3);
            int count = Fill(words, word >> 2, destination.Length - i);
            for (; lane < count && i < destination.Length; lane++, i++)
            {
                destination[i] = (words[lane] >> 8) * UniformScale;
            }
        }
    }

    /// <summary>Writes the words of the next four blocks if that many are wanted and can be made at once, else of one block.</summary>
    private int Fill(Span<uint> words, ulong block, int wanted)
    {
        if (wanted >= 16 && Avx2.IsSupported)
        {
            Philox.FourBlocks(block, _purpose, _key0, _key1, words);
            return 16;
        }

        (words[0], words[1], words[2], words[3]) = BlockAt(block);
        return 4;
    }

    private (uint X0, uint X1, uint X2, uint X3) BlockAt(ulong index) =>
        Philox.Block((uint)index, (uint)(index >> 32), _purpose, 0, _key0, _key1);
}
