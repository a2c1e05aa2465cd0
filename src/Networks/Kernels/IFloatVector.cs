namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// As many single-precision numbers as a register holds, so that a loop is written once for registers of several widths. Elementwise
/// operations give the same bits for each width.
/// </summary>
internal unsafe interface IFloatVector<TSelf>
    where TSelf : struct, IFloatVector<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, float right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf Create(float value);

    static abstract TSelf Load(float* source);

    static abstract TSelf SquareRoot(TSelf value);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>-1, 0 or 1.</summary>
    static abstract TSelf Sign(TSelf value);

    /// <summary>Whether some element is below its limit and at the same time not zero in <paramref name="where"/>.</summary>
    static abstract bool AnyBelow(TSelf value, TSelf limit, TSelf where);

    void Store(float* destination);
}
