using System.Runtime.InteropServices;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>The C library's memory.</summary>
internal static partial class CLibrary
{
    /// <summary>Gives what was freed back to the system, where the C library is one that keeps it.</summary>
    public static void Trim()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out _))
        {
            _ = MallocTrim(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
