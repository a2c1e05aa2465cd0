namespace Microsoft.ML;

/// <summary>What ML.NET splits rows with: a combined Tausworthe and linear congruential generator (Howes and Thomas, GPU Gems 3, ch. 37).</summary>
internal sealed class RowRandom
{
    private uint _z1;
    private uint _z2;
    private uint _z3;
    private uint _z4;

    public RowRandom(uint seed)
    {
        _z1 = seed;
        _z2 = Murmur.Round(_z1, _z1);
        _z3 = Murmur.Round(_z2, _z1);
        _z4 = Murmur.Round(_z3, _z1);
    }

    /// <summary>A number in [0, 1) of 23 bits.</summary>
    public double Next()
    {
        _z1 = Step(_z1, 13, 19, 12, ~0x1U);
        _z2 = Step(_z2, 2, 25, 4, ~0x7U);
        _z3 = Step(_z3, 3, 11, 17, ~0xFU);
        _z4 = unchecked((1664525 * _z4) + 1013904223);
        return (double)((_z1 ^ _z2 ^ _z3 ^ _z4) >> 9) / (1 << 23);
    }

    private static uint Step(uint z, int s1, int s2, int s3, uint mask) => ((z & mask) << s3) ^ (((z << s1) ^ z) >> s2);
}
