namespace NeuralTrainers.Networks.Kernels;

/// <summary>The vector operations that the product kernels are written in; one implementation per instruction set.</summary>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>Floats per vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* source);

    static abstract TVector Broadcast(float value);

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The sum of the elements, in a fixed order.</summary>
    static abstract float Sum(TVector vector);

    static abstract void Store(TVector vector, float* destination);

    /// <summary>A mask for the first <paramref name="count"/> elements, at most <see cref="Count"/>.</summary>
    static abstract TVector Mask(int count);

    /// <summary>Loads the masked elements, zero for the rest; never reads memory outside the mask.</summary>
    static abstract TVector LoadMasked(float* source, TVector mask);

    /// <summary>Stores the masked elements; never writes memory outside the mask.</summary>
    static abstract void StoreMasked(TVector vector, float* destination, TVector mask);

    /// <summary>Writes the transpose of a square block of <see cref="Count"/> x <see cref="Count"/>.</summary>
    static abstract void Transpose(float* source, nint sourceStride, float* destination, nint destinationStride);
}
