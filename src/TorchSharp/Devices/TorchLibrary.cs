using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch;

/// <summary>Finds out early whether the native library is there. The packages that an application adds for its processor or card carry it.</summary>
internal static class TorchLibrary
{
    /// <summary>Whether the library loads.</summary>
    public static bool IsThere
    {
        get
        {
            // libtorch asks once in a process whether there is CUDA: the part that answers comes first, if the application has it.
            _ = Loads("torch_cuda");
            return Loads("torch_cpu") & Loads("LibTorchSharp");
        }
    }

    /// <summary>The one error about it.</summary>
    public static string Missing
    {
        get
        {
            var system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx" : "linux";
            var identifier = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
            var version = typeof(torch).Assembly.GetName().Version!.ToString(3);
            var card = system switch
            {
                "win" => $" for the CPU, or TorchSharp-cuda-windows {version} for an NVIDIA card",
                "linux" => $" for the CPU, or TorchSharp-cuda-linux {version} for an NVIDIA card",
                _ => string.Empty,
            };
            return $"The TorchSharp backend found no native library for {identifier}: add the package TorchSharp-cpu {version} to the application{card}.";
        }
    }

    /// <summary>Throws unless the library loads.</summary>
    /// <exception cref="DllNotFoundException">It does not; the message names the runtime identifier, the package and the version to add.</exception>
    public static void Require()
    {
        if (!IsThere)
        {
            throw new DllNotFoundException(Missing);
        }
    }

    private static bool Loads(string name) => NativeLibrary.TryLoad(name, typeof(torch).Assembly, null, out _);
}
