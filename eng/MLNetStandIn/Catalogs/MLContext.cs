using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where every use of ML.NET starts; here also the environment of all that it makes.</summary>
public sealed class MLContext : IHostEnvironmentInternal
{
    private readonly int? _seed;
    private volatile bool _isCanceled;

    public MLContext(int? seed = null)
    {
        _seed = seed;
        BinaryClassification = new(this);
        MulticlassClassification = new(this);
        Regression = new(this);
        Transforms = new(this);
        Model = new(this);
        Data = new(this);
    }

    public event EventHandler<LoggingEventArgs> Log;

    public BinaryClassificationCatalog BinaryClassification { get; }
    public MulticlassClassificationCatalog MulticlassClassification { get; }
    public RegressionCatalog Regression { get; }
    public TransformsCatalog Transforms { get; }
    public ModelOperationsCatalog Model { get; }
    public DataOperationsCatalog Data { get; }
    public bool FallbackToCpu { get; set; }
    public int? GpuDeviceId { get; set; }

    int? IHostEnvironmentInternal.Seed => _seed;

    bool IHostEnvironmentInternal.IsCanceled => _isCanceled;

    internal void CancelExecution() => _isCanceled = true;

    IChannel IChannelProvider.Start(string name) => new Channel(this, name);

    private void Send(LoggingEventArgs message) => Log?.Invoke(this, message);

    private sealed class Channel(MLContext context, string source) : IChannel
    {
        public void Warning(MessageSensitivity sensitivity, string fmt) => context.Send(new(fmt, ChannelMessageKind.Warning, source));

        public void Info(MessageSensitivity sensitivity, string fmt) => context.Send(new(fmt, ChannelMessageKind.Info, source));

        public void Dispose() { }
    }
}

/// <summary>A logged message.</summary>
public class LoggingEventArgs(string message, ChannelMessageKind kind, string source) : EventArgs
{
    public string Source => source;

    public ChannelMessageKind Kind => kind;

    public string Message => $"[Source={source}, Kind={kind}] {message}";

    public string RawMessage => message;
}
