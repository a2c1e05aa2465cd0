namespace NeuralTrainers.Networks;

/// <summary>Keeps the random numbers of different purposes apart, so that using more of one never shifts another.</summary>
internal static class RandomPurpose
{
    public const uint Initialization = 1;
    public const uint Shuffling = 2;
    public const uint CategoryMask = 3;
    public const uint PreviousMask = 4;
    public const uint SwapNoise = 5;
    public const uint NumericNoise = 6;
    public const uint Mixup = 7;

    /// <summary>Dropout of the n-th layer is this plus n.</summary>
    public const uint FirstDropout = 1000;
}
