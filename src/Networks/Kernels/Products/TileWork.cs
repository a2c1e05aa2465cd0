using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>A product cut into chunks of rows and groups of panels, each done tile by tile.</summary>
internal unsafe struct TileWork : IChunkWork
{
    private const int Alignment = 64;

    // So many rows of A over one block of k stay in the second cache while the panels pass by.
    private const int RowBlock = 144;


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
        int endRow = Math.Min(firstRow + RowsPerChunk, A.Rows);
        int firstColumn = chunk % PanelGroups * PanelsPerChunk * width;
        int endColumn = Math.Min(firstColumn + (PanelsPerChunk * width), Columns);
        float* spill = stackalloc float[Kernels.TileRows * width];
        byte* space = stackalloc byte[PackedB is null ? (Gemm.DepthBlock * width * sizeof(float)) + Alignment : 0];
        float* panel = (float*)(((nuint)space + Alignment - 1) & ~(nuint)(Alignment - 1));
        for (int row = firstRow; row < endRow; row += RowBlock)
        {
            for (int k = 0; k < A.Columns; k += Gemm.DepthBlock)
            {
                for (int column = firstColumn; column < endColumn; column += width)
                {
                    var tile = new Tile
                    {
                        Depth = Math.Min(Gemm.DepthBlock, A.Columns - k),
                        Columns = Math.Min(width, Columns - column),
                        Spill = spill,
                    };
                    SetPanel(ref tile, k, column, panel);
                    MultiplyPanel(ref tile, row, Math.Min(row + RowBlock, endRow), k, column);
                }
            }
        }
    }

    private readonly void SetPanel(ref Tile tile, int k, int column, float* panel)
    {
        int width = Kernels.PanelWidth;
        tile.B = panel;
        tile.BStride = width;
        if (PackedB is not null)
        {
            tile.B = PackedB + ((nint)column * A.Columns) + ((nint)k * width);
        }
        else if (B.ColumnStride == 1 && tile.Columns == width)
        {
            // Copying a panel that already lies row by row costs more than it saves.
            tile.B = B.Data + (k * B.RowStride) + column;
            tile.BStride = B.RowStride;
        }
        else
        {
            MatrixView b = B;
            Kernels.PackPanel(&b, k, (int)tile.Depth, column, tile.Columns, panel);
        }
    }

    private readonly void MultiplyPanel(ref Tile panel, int row, int endRow, int k, int column)
    {
        Tile tile = panel;
        bool last = k + tile.Depth == A.Columns;
        tile.ARow = A.RowStride;
        tile.AColumn = A.ColumnStride;
        tile.CStride = CStride;
        tile.Accumulate = Accumulate || k > 0;
        tile.Relu = last && Epilogue.Relu;
        tile.Bias = last && Epilogue.Bias is not null ? Epilogue.Bias + column : null;
        while (row < endRow)
        {
            int height = TileHeight(endRow - row);
            tile.A = A.Data + (row * A.RowStride) + (k * A.ColumnStride);
            tile.C = C + ((nint)row * CStride) + column;
            Kernels.ForTile(height, tile.Columns)(&tile);
            if (last && Epilogue.Dropout.IsActive)
            {
                Epilogue.Dropout.Apply(tile.C, row, height, column, tile.Columns, CStride);
            }

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
