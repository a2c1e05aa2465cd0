using System.Security.Cryptography;
using Microsoft.ML.Runtime;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Where the seeds of transforms come from.</summary>
internal static class Seeds
{
    /// <summary>The given seed, that of the context, or a random one.</summary>
    public static int Choose(int? seed, IHostEnvironment environment) =>
        seed ?? HostEnvironments.SeedOf(environment) ?? RandomNumberGenerator.GetInt32(int.MaxValue);
}
