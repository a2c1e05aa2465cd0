namespace Microsoft.ML.Runtime;

/// <summary>The environment behind an <see cref="MLContext"/>. Hosts draw their seeds from it in the order of registration.</summary>
internal sealed class LocalEnvironment : IHost, IHostEnvironmentInternal
{
    private readonly LocalEnvironment _parent;
    private readonly string _name;

    public LocalEnvironment(int? seed)
    {
        Seed = seed;
        Rand = seed is { } value ? new Random(value) : new Random();
    }

    private LocalEnvironment(LocalEnvironment parent, string name, int seed)
    {
        _parent = parent;
        _name = parent.Below(name);
        Seed = parent.Seed;
        FallbackToCpu = parent.FallbackToCpu;
        GpuDeviceId = parent.GpuDeviceId;
        Rand = new Random(seed);
    }

    public event Action<LoggingEventArgs> MessageSent;

    public int? Seed { get; }

    public bool FallbackToCpu { get; set; }

    public int? GpuDeviceId { get; set; }

    public Random Rand { get; }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        lock (Rand)
        {
            return new LocalEnvironment(this, name, seed ?? Rand.Next());
        }
    }

    public IChannel Start(string name) => new Channel(this, Below(name));

    internal void Dispatch(string source, ChannelMessageKind kind, string message)
    {
        MessageSent?.Invoke(new(message, kind, source));
        _parent?.Dispatch(source, kind, message);
    }

    private string Below(string name) => _name is null ? name : $"{_name}; {name}";
}
