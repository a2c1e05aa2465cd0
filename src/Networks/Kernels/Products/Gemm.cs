namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// Matrix products C = A B or C += A B, in blocks that fit the caches (Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication", 2008): a panel of B stays in the first cache while the rows of A pass by.
/// </summary>
/// <remarks>
/// The sum of an element runs over k in ascending order in blocks of <see cref="DepthBlock"/>, each from zero, wherever the element lies
/// and however the work is split. So results are the same bits for any number of threads, and a row's result does not depend on the
/// other rows.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>The number of k's summed before the sum is added to C: a panel of B of this height fills half of a usual first cache.</summary>
    public const int DepthBlock = 256;

    private const int MaximumRowsPerChunk = 144;

    // Below this number of multiply-adds the work is done before another thread would have begun.
    private const long MinimumWorkToShare = 400_000;

    /// <summary>C[M, N] = A[M, K] B[K, N], with B packed before.</summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="a">A, row-major.</param>
    /// <param name="b">B.</param>
    /// <param name="c">C, row-major.</param>
    /// <param name="cStride">The distance of C's rows.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    /// <param name="epilogue">What to do with each complete sum.</param>
    public static void Multiply(
        WorkerTeam team, in MatrixView a, PackedMatrix b, float* c, int cStride, bool accumulate = false, in Epilogue epilogue = default)
    {
        RequireMatch(a.Columns, b.Rows);
        if (a.ColumnStride != 1)
        {
            throw new ArgumentException("The left factor of a packed matrix is row-major.", nameof(a));
        }

        if (b.IsNarrow)
        {
            NarrowProduct.Multiply(team, a, b, c, cStride, accumulate, epilogue);
            return;
        }

        var work = new TileWork
        {
            Kernels = b.Kernels,
            A = a,
            PackedB = b.Data,
            Columns = b.Columns,
            C = c,
            CStride = cStride,
            Accumulate = accumulate,
            Epilogue = epilogue,
        };
        Run(team, ref work);
    }

    /// <summary>C[M, N] = A[M, K] B[K, N] for a B that is used once: it is packed piece by piece on the way.</summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="a">A, in either orientation.</param>
    /// <param name="b">B, in either orientation.</param>
    /// <param name="c">C, row-major.</param>
    /// <param name="cStride">The distance of C's rows.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    public static void Multiply(WorkerTeam team, in MatrixView a, in MatrixView b, float* c, int cStride, bool accumulate = false) =>
        Multiply(team, KernelSet.Of(KernelKinds.Best), a, b, c, cStride, accumulate);

    /// <summary>The same with the kernels of one kind.</summary>
    public static void Multiply(
        WorkerTeam team, KernelSet kernels, in MatrixView a, in MatrixView b, float* c, int cStride, bool accumulate)
    {
        RequireMatch(a.Columns, b.Rows);
        if (NarrowProduct.TryMultiply(team, kernels, a, b, c, cStride, accumulate))
        {
            return;
        }

        var work = new TileWork
        {
            Kernels = kernels,
            A = a,
            B = b,
            Columns = b.Columns,
            C = c,
            CStride = cStride,
            Accumulate = accumulate,
        };
        Run(team, ref work);
    }

    private static void RequireMatch(int columns, int rows)
    {
        if (columns != rows)
        {
            throw new ArgumentException($"A has {columns} columns and B has {rows} rows.", nameof(columns));
        }
    }

    private static void Run(WorkerTeam team, ref TileWork work)
    {
        int panels = (work.Columns + work.Kernels.PanelWidth - 1) / work.Kernels.PanelWidth;
        int rowChunks = (work.A.Rows + MaximumRowsPerChunk - 1) / MaximumRowsPerChunk;
        int panelGroups = 1;
        if (team.Threads > 1 && (long)work.A.Rows * work.A.Columns * work.Columns >= MinimumWorkToShare)
        {
            // Some chunks per thread, so that a thread that was held up does not hold up all; but few, for each reads all of B.
            int wanted = 4 * team.Threads;
            rowChunks = Math.Max(rowChunks, Math.Min(wanted, work.A.Rows / (2 * work.Kernels.TileRows)));
            rowChunks = Math.Max(rowChunks, 1);
            panelGroups = Math.Min(panels, (wanted + rowChunks - 1) / rowChunks);
        }

        // Dropout decides about pairs of rows, and four rows are the least that keep the processor busy.
        work.RowsPerChunk = (((work.A.Rows + rowChunks - 1) / Math.Max(rowChunks, 1)) + 3) & ~3;
        work.PanelsPerChunk = (panels + panelGroups - 1) / panelGroups;
        rowChunks = (work.A.Rows + work.RowsPerChunk - 1) / Math.Max(work.RowsPerChunk, 1);
        work.PanelGroups = (panels + work.PanelsPerChunk - 1) / work.PanelsPerChunk;
        team.Run(rowChunks * work.PanelGroups, ref work);
    }
}
