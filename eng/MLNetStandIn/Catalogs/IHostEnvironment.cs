using Microsoft.ML.Runtime;

namespace Microsoft.ML.Runtime
{
    public enum ChannelMessageKind
    {
        Trace = 0,
        Info = 1,
        Warning = 2,
        Error = 3,
    }

    /// <summary>What a message may tell about the user's data.</summary>
    [Flags]
    public enum MessageSensitivity
    {
        None = 0,
        UserData = 1,
        Schema = 2,
        Unknown = ~None,
    }

    /// <summary>Logs one activity of a component.</summary>
    public interface IChannel : IDisposable
    {
        void Warning(MessageSensitivity sensitivity, string fmt);

        void Info(MessageSensitivity sensitivity, string fmt);
    }

    /// <summary>Starts channels.</summary>
    public interface IChannelProvider
    {
        IChannel Start(string name);
    }

    /// <summary>What every component is created with.</summary>
    public interface IHostEnvironment : IChannelProvider;

    internal interface IHostEnvironmentInternal : IHostEnvironment
    {
        int? Seed { get; }

        bool IsCanceled { get; }

        bool FallbackToCpu { get; set; }

        int? GpuDeviceId { get; set; }
    }

    internal static class Contracts
    {
        public static void CheckAlive(this IHostEnvironment env)
        {
            if (env is IHostEnvironmentInternal { IsCanceled: true })
            {
                throw new OperationCanceledException("Operation was canceled.");
            }
        }
    }
}

namespace Microsoft.ML.Data
{
    internal interface IInternalCatalog
    {
        IHostEnvironment Environment { get; }
    }

    internal static class CatalogUtils
    {
        public static IHostEnvironment GetEnvironment(this IInternalCatalog catalog) => catalog.Environment;
    }
}
