using System.Numerics;
using System.Runtime.Intrinsics;
using static NeuralTrainers.Networks.Kernels.Constants;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>The product kernels compiled for one instruction set.</summary>
internal sealed unsafe class KernelSet
{
    private static readonly KernelSet?[] Sets = new KernelSet?[Enum.GetValues<KernelKind>().Length];
    private readonly delegate*<Tile*, void>[] _tiles;
    private readonly delegate*<NarrowBlock*, void>[] _narrow;

    private KernelSet(
        int vectorLength,
        int tileRows,
        delegate*<Tile*, void>[] tiles,
        delegate*<NarrowBlock*, void>[] narrow,
        delegate*<float*, nint, float*, int, int, float*, int, void> dot,
        delegate*<float*, PackedMatrix, float*, bool, float*, void> row,
        delegate*<MatrixView*, int, int, int, int, float*, void> packPanel)
    {
        VectorLength = vectorLength;
        TileRows = tileRows;
        _tiles = tiles;
        _narrow = narrow;
        Dot = dot;
        Row = row;
        PackPanel = packPanel;
    }

    /// <summary>Floats per vector.</summary>
    public int VectorLength { get; }

    /// <summary>The height of the largest tile.</summary>
    public int TileRows { get; }

    /// <summary>The width of the largest tile, and of a panel of B: two vectors.</summary>
    public int PanelWidth => 2 * VectorLength;

    /// <inheritdoc cref="DotKernel{TSimd, TVector}.Run"/>
    public delegate*<float*, nint, float*, int, int, float*, int, void> Dot { get; }

    /// <inheritdoc cref="RowKernel{TSimd, TVector}.Run"/>
    public delegate*<float*, PackedMatrix, float*, bool, float*, void> Row { get; }

    /// <inheritdoc cref="Packing{TSimd, TVector}.PackPanel"/>
    public delegate*<MatrixView*, int, int, int, int, float*, void> PackPanel { get; }

    /// <summary>The kernels of <paramref name="kind"/>.</summary>
    /// <exception cref="PlatformNotSupportedException">This machine cannot run them.</exception>
    public static KernelSet Of(KernelKind kind)
    {
        if (!KernelKinds.IsSupported(kind))
        {
            throw new PlatformNotSupportedException($"This machine cannot run {kind} kernels; its best are {KernelKinds.Best}.");
        }

        return Sets[(int)kind] ??= kind switch
        {
            KernelKind.Avx512 => Create<Avx512Simd, Vector512<float>>(12),
            KernelKind.Avx2 => Create<Avx2Simd, Vector256<float>>(6),
            _ => Create<PortableSimd, Vector<float>>(6),
        };
    }

    /// <summary>The kernel for a tile of <paramref name="rows"/> rows and <paramref name="columns"/> columns.</summary>
    public delegate*<Tile*, void> ForTile(int rows, int columns) => _tiles[(2 * (rows - 1)) + (columns > VectorLength ? 1 : 0)];

    /// <summary>The kernel for a narrow product of <paramref name="columns"/> columns.</summary>
    public delegate*<NarrowBlock*, void> ForNarrow(int columns) => _narrow[columns - 1];

    private static KernelSet Create<TSimd, TVector>(int tileRows)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        return new KernelSet(
            TSimd.Count,
            tileRows,
            [
                &TileKernel<TSimd, TVector, One, One>.Run,
                &TileKernel<TSimd, TVector, One, Two>.Run,
                &TileKernel<TSimd, TVector, Two, One>.Run,
                &TileKernel<TSimd, TVector, Two, Two>.Run,
                &TileKernel<TSimd, TVector, Three, One>.Run,
                &TileKernel<TSimd, TVector, Three, Two>.Run,
                &TileKernel<TSimd, TVector, Four, One>.Run,
                &TileKernel<TSimd, TVector, Four, Two>.Run,
                &TileKernel<TSimd, TVector, Five, One>.Run,
                &TileKernel<TSimd, TVector, Five, Two>.Run,
                &TileKernel<TSimd, TVector, Six, One>.Run,
                &TileKernel<TSimd, TVector, Six, Two>.Run,
                &TileKernel<TSimd, TVector, Seven, One>.Run,
                &TileKernel<TSimd, TVector, Seven, Two>.Run,
                &TileKernel<TSimd, TVector, Eight, One>.Run,
                &TileKernel<TSimd, TVector, Eight, Two>.Run,
                &TileKernel<TSimd, TVector, Nine, One>.Run,
                &TileKernel<TSimd, TVector, Nine, Two>.Run,
                &TileKernel<TSimd, TVector, Ten, One>.Run,
                &TileKernel<TSimd, TVector, Ten, Two>.Run,
                &TileKernel<TSimd, TVector, Eleven, One>.Run,
                &TileKernel<TSimd, TVector, Eleven, Two>.Run,
                &TileKernel<TSimd, TVector, Twelve, One>.Run,
                &TileKernel<TSimd, TVector, Twelve, Two>.Run,
            ],
            [
                &NarrowKernel<TSimd, TVector, One>.Run,
                &NarrowKernel<TSimd, TVector, Two>.Run,
                &NarrowKernel<TSimd, TVector, Three>.Run,
                &NarrowKernel<TSimd, TVector, Four>.Run,
            ],
            &DotKernel<TSimd, TVector>.Run,
            &RowKernel<TSimd, TVector>.Run,
            &Packing<TSimd, TVector>.PackPanel);
    }
}
