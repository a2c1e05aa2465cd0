using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>A product cut into chunks of rows and groups of panels, each done tile by tile.</summary>
internal unsafe struct TileWork : IChunkWork
{
    private const int Alignment = 64;

    public KernelSet Kernels;
    public MatrixView A;

    /// <summary>B packed before, or null to pack <see cref="B"/> on the way.</summary>
    public float* PackedB;

    public MatrixView B;
    public int Columns;
    public float* C;
    public int CStride;
    public bool Accumulate;
    public Epilogue Epilogue;
    public int RowsPerChunk;
    public int PanelsPerChunk;
    public int PanelGroups;

    [SkipLocalsInit]
    public readonly void Execute(int chunk)
    {
        int width = Kernels.PanelWidth;
        int firstRow = chunk / PanelGroups * RowsPerChunk;
        int rows = Math.Min(RowsPerChunk, A.Rows - firstRow);
        int firstColumn = chunk % PanelGroups * PanelsPerChunk * width;
        int endColumn = Math.Min(firstColumn + (PanelsPerChunk * width), Columns);

        // Stored by columns, a tile's elements of A lie far apart: copied once, they are read once per panel.
        bool packA = A.ColumnStride != 1;
        int depthBlock = Math.Min(Gemm.DepthBlock, A.Columns);
        float* spill = stackalloc float[Kernels.TileRows * width];
        byte* aSpace = stackalloc byte[packA ? (((rows * depthBlock) + Kernels.VectorLength) * sizeof(float)) + Alignment : 0];
        byte* bSpace = stackalloc byte[PackedB is null ? (depthBlock * width * sizeof(float)) + Alignment : 0];
        float* packedA = Align(aSpace);
        float* panel = Align(bSpace);
        for (int k = 0; k < A.Columns; k += Gemm.DepthBlock)
        {
            int depth = Math.Min(Gemm.DepthBlock, A.Columns - k);
            if (packA)
            {
                PackRows(firstRow, rows, k, depth, packedA);
            }

            for (int column = firstColumn; column < endColumn; column += width)
            {
                int columns = Math.Min(width, Columns - column);
                if (PackedB is not null)
                {
                    panel = PackedB + ((nint)column * A.Columns) + ((nint)k * width);
                }
                else
                {
                    MatrixView b = B;
                    Kernels.PackPanel(&b, k, depth, column, columns, panel);
                }

                MultiplyPanel(firstRow, rows, k, depth, column, columns, packA ? packedA : null, panel, spill);
            }
        }
    }

    private static float* Align(byte* space) => (float*)(((nuint)space + Alignment - 1) & ~(nuint)(Alignment - 1));

    private readonly void MultiplyPanel(
        int row, int rows, int k, int depth, int column, int columns, float* packedA, float* panel, float* spill)
    {
        bool last = k + depth == A.Columns;
        var tile = new Tile
        {
            B = panel,
            BStride = Kernels.PanelWidth,
            Depth = depth,
            CStride = CStride,
            Columns = columns,
            Accumulate = Accumulate || k > 0,
            Relu = last && Epilogue.Relu,
            Bias = last && Epilogue.Bias is not null ? Epilogue.Bias + column : null,
            Spill = spill,
        };
        for (int end = row + rows; row < end;)
        {
            int height = TileHeight(end - row);
            if (packedA is not null)
            {
                tile.A = packedA;
                tile.ARow = 1;
                tile.AColumn = height;
                packedA += height * depth;
            }
            else
            {
                tile.A = A.Data + (row * A.RowStride) + k;
                tile.ARow = A.RowStride;
                tile.AColumn = 1;
            }

            tile.C = C + ((nint)row * CStride) + column;
            Kernels.ForTile(height, columns)(&tile);
            if (last && Epilogue.Dropout.IsActive)
            {
                Epilogue.Dropout.Apply(tile.C, row, height, column, columns, CStride);
            }

            row += height;
        }
    }

    private readonly void PackRows(int row, int rows, int k, int depth, float* destination)
    {
        for (int end = row + rows; row < end;)
        {
            int height = TileHeight(end - row);
            Kernels.PackRows(A.Data + row + (k * A.ColumnStride), A.ColumnStride, height, depth, destination);
            destination += height * depth;
            row += height;
        }
    }

    /// <summary>The height of the next tile: the largest, or half of what is left where a full tile would leave a sliver.</summary>
    private readonly int TileHeight(int rows)
    {
        int full = Kernels.TileRows;
        return rows <= full ? rows : rows < full + (full / 3) ? (rows + 1) / 2 : full;
    }
}
