using System.Runtime.InteropServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Large pages for tables whose rows are read in no order: with small ones nearly every row costs a walk through the page tables.</summary>
internal static unsafe partial class HugePages
{
    private const int PageBytes = 2 << 20;
    private const int MinimumPages = 4;

    // MADV_HUGEPAGE of Linux.
    private const int Advice = 14;

    /// <summary>Asks for them where the system knows them. Nothing depends on the answer.</summary>
    /// <param name="start">Memory that has not been written to.</param>
    /// <param name="bytes">Its length. Only pages that lie in it as a whole are asked for.</param>
    public static void Ask(void* start, long bytes)
    {
        if (OperatingSystem.IsLinux() && bytes >= MinimumPages * (long)PageBytes)
        {
            var first = ((nint)start + PageBytes - 1) & ~(nint)(PageBytes - 1);
            var end = ((nint)start + (nint)bytes) & ~(nint)(PageBytes - 1);
            _ = Advise(first, (nuint)(end - first), Advice);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
