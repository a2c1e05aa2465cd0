using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.Runtime;

internal sealed class Channel : IChannel
{
    private readonly LocalEnvironment _environment;
    private readonly string _name;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public Channel(LocalEnvironment environment, string name)
    {
        _environment = environment;
        _name = name;
        Trace(MessageSensitivity.None, "Channel started");
    }

    public string ContextDescription => _name;

    public TException Process<TException>(TException ex)
        where TException : Exception
        => _environment.Process(ex);

    public void Send(ChannelMessage msg) => _environment.Dispatch(_name, msg);

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Trace, sensitivity, fmt);

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(ChannelMessageKind.Trace, sensitivity, fmt, args);

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Error, sensitivity, fmt);

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(ChannelMessageKind.Error, sensitivity, fmt, args);

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Warning, sensitivity, fmt);

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(ChannelMessageKind.Warning, sensitivity, fmt, args);

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Info, sensitivity, fmt);

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Send(ChannelMessageKind.Info, sensitivity, fmt, args);

    public void Dispose() => Trace(MessageSensitivity.None, "Channel finished. Elapsed {0:c}.", _watch.Elapsed);

    private void Send(ChannelMessageKind kind, MessageSensitivity sensitivity, string text) => Send(new(kind, sensitivity, text));

    private void Send(ChannelMessageKind kind, MessageSensitivity sensitivity, string format, object[] args)
        => Send(kind, sensitivity, string.Format(CultureInfo.InvariantCulture, format, args));
}
