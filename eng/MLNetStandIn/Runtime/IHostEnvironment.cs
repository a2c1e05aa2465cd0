namespace Microsoft.ML.Runtime;

/// <summary>Starts channels.</summary>
public interface IChannelProvider
{
    IChannel Start(string name);
}

/// <summary>What every component is created with: logging, and hosts with random numbers.</summary>
public interface IHostEnvironment : IChannelProvider
{
    IHost Register(string name, int? seed = null, bool? verbose = null);
}

/// <summary>The environment of one component.</summary>
public interface IHost : IHostEnvironment
{
    Random Rand { get; }
}

internal interface IHostEnvironmentInternal : IHostEnvironment
{
    int? Seed { get; }

    bool FallbackToCpu { get; set; }

    int? GpuDeviceId { get; set; }
}
