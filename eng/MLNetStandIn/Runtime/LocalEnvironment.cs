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
        _name = parent._name is null ? name : $"{parent._name}; {name}";
        Seed = parent.Seed;
        FallbackToCpu = parent.FallbackToCpu;
        GpuDeviceId = parent.GpuDeviceId;
        Rand = new Random(seed);
    }

    public event Action<string, ChannelMessage> MessageSent;

    public int? Seed { get; }

    public bool FallbackToCpu { get; set; }

    public int? GpuDeviceId { get; set; }

    public Random Rand { get; }

    public string ContextDescription => _name ?? "HostEnvironment";

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        ex.Data["ML_Context"] ??= ContextDescription;
        return ex;
    }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        lock (Rand)
        {
            return new LocalEnvironment(this, name, seed ?? Rand.Next());
        }
    }

    public IChannel Start(string name) => new Channel(this, _name is null ? name : $"{_name}; {name}");

    internal void Dispatch(string source, ChannelMessage message)
    {
        MessageSent?.Invoke(source, message);
        _parent?.Dispatch(source, message);
    }
}
