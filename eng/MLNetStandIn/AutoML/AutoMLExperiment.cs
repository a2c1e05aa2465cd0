using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Tries one point of a search space after the other until time or trials are used up.</summary>
public class AutoMLExperiment
{
    internal const string PipelineSearchSpaceName = "_pipeline_";
    private readonly Services _services = new();
    private readonly AutoMLExperimentSettings _settings;
    private TrialResult _best;
    private double _bestLoss = double.MaxValue;

    internal AutoMLExperiment(MLContext context)
    {
        _settings = new() { Seed = ((IHostEnvironmentInternal)context).Seed, SearchSpace = new() };
        Add(_ => Child(context));
        Add(_ => _settings);
    }

    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds)
    {
        _settings.MaxExperimentTimeInSeconds = trainingTimeInSeconds;
        _settings.KeepsTime = true;
        return this;
    }

    public AutoMLExperiment SetMaxModelToExplore(int maxModel)
    {
        _settings.MaxModels = maxModel;
        return this;
    }

    public AutoMLExperiment AddSearchSpace(string key, SearchSpace.SearchSpace searchSpace)
    {
        _settings.SearchSpace[key] = searchSpace;
        return this;
    }

    public AutoMLExperiment SetMonitor<TMonitor>(TMonitor monitor)
        where TMonitor : class, IMonitor => Add<IMonitor>(_ => monitor);

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(Func<IServiceProvider, TTrialRunner> factory)
        where TTrialRunner : class, ITrialRunner => Add<ITrialRunner>(factory);

    /// <summary>Each run has a tuner of its own.</summary>
    public AutoMLExperiment SetTuner<TTuner>(Func<IServiceProvider, TTuner> factory)
        where TTuner : class, ITuner => Add<ITuner>(factory);

    public TrialResult Run() => RunAsync().Result;

    public async Task<TrialResult> RunAsync(CancellationToken ct = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(_settings.KeepsTime ? TimeSpan.FromSeconds(_settings.MaxExperimentTimeInSeconds) : Timeout.InfiniteTimeSpan);
        _settings.CancellationToken = ct;
        var monitor = _services.Get<IMonitor>();
        _services.ForgetTuner();
        var tuner = _services.Get<ITuner>();
        for (var id = 0; id < _settings.MaxModels && !stop.IsCancellationRequested; id++)
        {
            var settings = new TrialSettings { TrialId = id, StartedAtUtc = DateTime.UtcNow, Parameter = Parameter.CreateNestedParameter() };
            settings.Parameter = tuner.Propose(settings);
            monitor?.ReportRunningTrial(settings);
            using var trial = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            try
            {
                using var runner = _services.Get<ITrialRunner>();
                var result = await runner.RunAsync(settings, trial.Token).ConfigureAwait(false);
                result.TrialSettings.EndedAtUtc = DateTime.UtcNow;
                monitor?.ReportCompletedTrial(result);
                tuner.Update(result);
                if (result.Loss < _bestLoss)
                {
                    _best = result;
                    _bestLoss = result.Loss;
                    monitor?.ReportBestTrial(result);
                }
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                settings.EndedAtUtc = DateTime.UtcNow;
                monitor?.ReportFailTrial(settings, failure);
                tuner.Update(new() { TrialSettings = settings, Loss = double.MaxValue });
                if (_best is null && failure is not (OperationCanceledException or OutOfMemoryException))
                {
                    throw;
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                break;
            }
        }

        return _best ?? throw new TimeoutException("Training time finished without completing a successful trial.");
    }

    internal AutoMLExperiment Add<T>(Func<IServiceProvider, T> factory)
        where T : class
    {
        _services.Add(factory);
        return this;
    }

    // Each trial has a context of its own, whose messages the experiment's shows.
    private static MLContext Child(MLContext context)
    {
        var child = new MLContext(((IHostEnvironmentInternal)context).Seed) { GpuDeviceId = context.GpuDeviceId, FallbackToCpu = context.FallbackToCpu };
        var channel = ((IChannelProvider)context).Start(nameof(AutoMLExperiment));
        child.Log += (_, message) => channel.Info(MessageSensitivity.Unknown, message.Message);
        return child;
    }

    /// <summary>The settings that runners and tuners are made with.</summary>
    public class AutoMLExperimentSettings
    {
        public int? Seed { get; set; }

        public SearchSpace.SearchSpace SearchSpace { get; set; }

        public uint MaxExperimentTimeInSeconds { get; set; } = 24 * 60 * 60;

        public int MaxModels { get; set; } = int.MaxValue;

        public CancellationToken CancellationToken { get; set; }

        /// <summary>Whether the time was set: the number alone ends nothing.</summary>
        internal bool KeepsTime { get; set; }
    }

    /// <summary>What the parts of an experiment are found by; the one that was set last counts.</summary>
    private sealed class Services : IServiceProvider
    {
        private readonly Dictionary<Type, Func<IServiceProvider, object>> _factories = [];
        private ITuner _tuner;

        public void Add<T>(Func<IServiceProvider, T> factory)
            where T : class => _factories[typeof(T)] = factory;

        public void ForgetTuner() => _tuner = null;

        public T Get<T>() => (T)GetService(typeof(T));

        public object GetService(Type serviceType)
        {
            if (!_factories.TryGetValue(serviceType, out var factory))
            {
                return null;
            }

            // There is one tuner for all trials of a run.
            return serviceType == typeof(ITuner) ? _tuner ??= (ITuner)factory(this) : factory(this);
        }
    }
}
