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
    /// <summary>The number of k's summed before the sum is added to C: a panel of B of this height fills most of a first cache.</summary>
    public const int DepthBlock = 256;

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

    /// <summary>C[M, N] = A[M, K] B[K, N] for a B that is used once: what does not lie in rows is packed on the way.</summary>
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
        int rows = work.A.Rows;
        int panels = (work.Columns + work.Kernels.PanelWidth - 1) / work.Kernels.PanelWidth;
        int rowChunks = 1;
        int panelGroups = 1;
        if (team.Threads > 1 && (long)rows * work.A.Columns * work.Columns >= MinimumWorkToShare)
        {
            // One stretch of rows per thread, the same in every product of a step, so that a thread finds in its own cache the rows that it
            // wrote last. Each is cut into some groups of panels, so that the others can help a thread that was held up.
            rowChunks = Math.Clamp(rows / (2 * work.Kernels.TileRows), 1, team.Threads);
            panelGroups = Math.Min(panels, ((4 * team.Threads) + rowChunks - 1) / rowChunks);
        }

        // Dropout decides about pairs of rows, and four rows are the least that keep the processor busy.
        work.RowsPerChunk = (((rows + rowChunks - 1) / rowChunks) + 3) & ~3;
        work.PanelsPerChunk = (panels + panelGroups - 1) / panelGroups;
        work.PanelGroups = (panels + work.PanelsPerChunk - 1) / work.PanelsPerChunk;
        rowChunks = rows == 0 ? 0 : (rows + work.RowsPerChunk - 1) / work.RowsPerChunk;
        team.Run(rowChunks * work.PanelGroups, ref work);
    }
}
