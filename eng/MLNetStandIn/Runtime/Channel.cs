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
        Send(ChannelMessageKind.Trace, "Channel started");
    }

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Warning, fmt);

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Warning, fmt, args);

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Info, fmt);

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Info, fmt, args);

    public void Dispose() => Send(ChannelMessageKind.Trace, "Channel finished. Elapsed {0:c}.", _watch.Elapsed);

    // Text without arguments is no format: it may hold braces.
    private void Send(ChannelMessageKind kind, string text) => _environment.Dispatch(_name, kind, text);

    private void Send(ChannelMessageKind kind, string format, params object[] args)
        => Send(kind, string.Format(CultureInfo.CurrentCulture, format, args));
}
