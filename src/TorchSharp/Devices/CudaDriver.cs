using System.Runtime.InteropServices;
using System.Text;

namespace NeuralTrainers.Torch;

/// <summary>What TorchSharp does not say about a card: its name and its memory. Asks the driver that comes with every card.</summary>
internal static unsafe partial class CudaDriver
{
    private const string Library = "nvcuda";

    static CudaDriver() => NativeLibrary.SetDllImportResolver(typeof(CudaDriver).Assembly, (name, assembly, path) =>
        name == Library && RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? NativeLibrary.Load("libcuda.so.1", assembly, path) : 0);

    /// <summary>A card's name and memory in bytes, or null if the driver does not tell.</summary>
    public static (string Name, long Memory)? Describe(int index)
    {
        try
        {
            var name = stackalloc byte[256];
            if (Init(0) != 0 || DeviceGet(out var device, index) != 0 || DeviceGetName(name, 256, device) != 0 || DeviceTotalMemory(out var memory, device) != 0)
            {
                return null;
            }

            return (Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)), (long)memory);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A card's compute capability, 8.0 for instance, or null if the driver does not tell.</summary>
    public static Version? ComputeCapability(int index)
    {
        const int major = 75;
        const int minor = 76;
        try
        {
            return Init(0) == 0 && DeviceGet(out var device, index) == 0
                && DeviceGetAttribute(out var first, major, device) == 0 && DeviceGetAttribute(out var second, minor, device) == 0
                    ? new Version(first, second)
                    : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a card's memory that are free, or 0 if the driver does not tell.</summary>
    public static long FreeMemory(int index)
    {
        try
        {
            if (Init(0) != 0 || DeviceGet(out var device, index) != 0 || PrimaryContextRetain(out var context, device) != 0)
            {
                return 0;
            }

            var pushed = ContextPush(context) == 0;
            nuint free = 0;
            var known = pushed && MemoryInfo(out free, out _) == 0;
            if (pushed)
            {
                _ = ContextPop(out _);
            }

            _ = PrimaryContextRelease(device);
            return known ? (long)free : 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }

    [LibraryImport(Library, EntryPoint = "cuInit")]
    private static partial int Init(uint flags);

    [LibraryImport(Library, EntryPoint = "cuDeviceGet")]
    private static partial int DeviceGet(out int device, int ordinal);

    [LibraryImport(Library, EntryPoint = "cuDeviceGetName")]
    private static partial int DeviceGetName(byte* name, int length, int device);

    [LibraryImport(Library, EntryPoint = "cuDeviceTotalMem_v2")]
    private static partial int DeviceTotalMemory(out nuint bytes, int device);

    [LibraryImport(Library, EntryPoint = "cuDeviceGetAttribute")]
    private static partial int DeviceGetAttribute(out int value, int attribute, int device);

    [LibraryImport(Library, EntryPoint = "cuDevicePrimaryCtxRetain")]
    private static partial int PrimaryContextRetain(out nint context, int device);

    [LibraryImport(Library, EntryPoint = "cuDevicePrimaryCtxRelease_v2")]
    private static partial int PrimaryContextRelease(int device);

    [LibraryImport(Library, EntryPoint = "cuCtxPushCurrent_v2")]
    private static partial int ContextPush(nint context);

    [LibraryImport(Library, EntryPoint = "cuCtxPopCurrent_v2")]
    private static partial int ContextPop(out nint context);

    [LibraryImport(Library, EntryPoint = "cuMemGetInfo_v2")]
    private static partial int MemoryInfo(out nuint free, out nuint total);
}
