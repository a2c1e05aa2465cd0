namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// An inverted-dropout mask (Srivastava et al., 2014) that is never stored: what happens to element (row, column) is a function of seed, purpose, step and
/// position alone, so that any thread can compute any part of it, and the backward pass can compute it again. The default value keeps
/// everything.
/// </summary>
/// <remarks>
/// The bits come from Philox2x32-7 (Salmon et al., SC 2011, the fewest rounds that pass BigCrush), keyed by a Philox4x32-10 block of seed,
/// purpose and step. One counter gives four decisions of 16 bits: rows 2r and 2r + 1, columns j and j + 16. The rate is therefore
/// rounded to a multiple of 2^-16.
/// </remarks>
internal readonly unsafe struct DropoutMask
{
    private const uint Multiplier = 0xD256D193;
    private const uint Weyl = 0x9E3779B9;
    private const int Rounds = 7;
    private readonly uint _key;
    private readonly uint _high;
    private readonly uint _dropBelow;

    /// <summary>The mask of one layer (<paramref name="purpose"/>) at one step.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">Tells the layers apart.</param>
    /// <param name="step">The number of the training step.</param>
    /// <param name="rate">The probability of dropping an element, in [0, 1).</param>
    /// <param name="columns">The number of columns of the masked matrix.</param>
    public DropoutMask(ulong seed, uint purpose, ulong step, float rate, int columns)
    {
        if (!(rate >= 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate is at least 0 and less than 1.");
        }

        (_key, _high, _, _) = Philox.Block((uint)step, (uint)(step >> 32), purpose, 1, (uint)seed, (uint)(seed >> 32));
        _dropBelow = Math.Min((uint)MathF.Round(rate * 65536f), 65535u);
        Scale = 65536f / (65536u - _dropBelow);
        CountersPerRowPair = ((columns + 31) >> 5) << 4;
    }

    /// <summary>Whether some elements are dropped.</summary>
    public bool IsActive => _dropBelow != 0;

    /// <summary>What kept elements are multiplied by.</summary>
    public float Scale { get; }

    private int CountersPerRowPair { get; }

    /// <summary>The factor of one element: 0 or <see cref="Scale"/>.</summary>
    public float Factor(int row, int column)
    {
        uint counter = (uint)((row >> 1) * CountersPerRowPair) + (uint)(((column >> 5) << 4) + (column & 15));
        uint low = counter;
        uint high = _high;
        uint key = _key;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product = (ulong)Multiplier * low;
            low = (uint)(product >> 32) ^ key ^ high;
            high = (uint)product;
            key += Weyl;
        }

        uint word = (row & 1) == 0 ? low : high;
        uint bits = (column & 16) == 0 ? word & 0xFFFF : word >> 16;
        return bits < _dropBelow ? 0 : Scale;
    }

    /// <summary>
    /// Multiplies the block of the masked matrix that starts at (<paramref name="row"/>, <paramref name="column"/>) by its factors.
    /// </summary>
    public void Apply(float* values, int row, int rows, int column, int columns, int stride)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                values[((nint)i * stride) + j] *= Factor(row + i, column + j);
            }
        }
    }
}
