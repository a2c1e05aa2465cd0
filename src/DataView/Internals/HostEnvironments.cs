using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace NeuralTrainers.DataView;

/// <summary>What ML.NET's environment knows and does not show.</summary>
internal static class HostEnvironments
{
    /// <summary>The environment behind the trainers of a catalog.</summary>
    public static IHostEnvironment Of(TrainCatalogBase.CatalogInstantiatorBase catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return CatalogUtils.GetEnvironment(catalog);
    }

    /// <summary>The environment behind the transforms catalog.</summary>
    public static IHostEnvironment Of(TransformsCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return CatalogUtils.GetEnvironment(catalog);
    }

    /// <summary>The seed that the <see cref="MLContext"/> was made with, or null.</summary>
    public static int? SeedOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>Lets ML.NET's components that were made with a context end what they are at: they throw.</summary>
    public static void CancelExecution(MLContext context) => context.CancelExecution();

    /// <summary>The card that <see cref="MLContext"/> names, or null, and whether the CPU may take its place.</summary>
    public static (int? Card, bool FallbackToCpu) GpuOf(IHostEnvironment environment) =>
        environment is IHostEnvironmentInternal known ? (known.GpuDeviceId, known.FallbackToCpu) : (null, true);
}
