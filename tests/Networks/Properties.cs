using FsCheck;
using FsCheck.Fluent;

namespace NeuralTrainers.Networks.Tests;

/// <summary>How properties are checked.</summary>
internal static class Properties
{
    /// <summary>The same cases in every run.</summary>
    public static Config Repeatable { get; } = Config.QuickThrowOnFailure.WithReplay(20_240_601, 297);
}
