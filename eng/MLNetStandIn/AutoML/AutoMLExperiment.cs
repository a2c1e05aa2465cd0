using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Tries one point of a search space after the other until time or trials are used up.</summary>
public class AutoMLExperiment
{
    internal const string PipelineSearchSpaceName = "_pipeline_";
    private readonly Services _services = new();
    private readonly AutoMLExperimentSettings _settings;
    private TimeSpan _time = Timeout.InfiniteTimeSpan;
    private int _models = int.MaxValue;

    internal AutoMLExperiment(MLContext context)
    {
        _settings = new() { Seed = ((IHostEnvironmentInternal)context).Seed, SearchSpace = new() };
        Add(_ => context);
        Add(_ => _settings);
    }

    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds)
    {
        _time = TimeSpan.FromSeconds(trainingTimeInSeconds);
        return this;
    }

    public AutoMLExperiment SetMaxModelToExplore(int maxModel)
    {
        _models = maxModel;
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

    public AutoMLExperiment SetTuner<TTuner>(Func<IServiceProvider, TTuner> factory)
        where TTuner : class, ITuner
    {
        var tuner = default(TTuner);
        return Add<ITuner>(services => tuner ??= factory(services));
    }

    public TrialResult Run() => RunAsync().Result;

    public async Task<TrialResult> RunAsync(CancellationToken ct = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(_time);
        var monitor = _services.Get<IMonitor>();
        var tuner = _services.Get<ITuner>();
        var best = default(TrialResult);
        for (var id = 0; id < _models && !stop.IsCancellationRequested; id++)
        {
            var settings = new TrialSettings { TrialId = id, StartedAtUtc = DateTime.UtcNow, Parameter = Parameter.CreateNestedParameter() };
            settings.Parameter = tuner.Propose(settings);
            monitor?.ReportRunningTrial(settings);
            try
            {
                using var runner = _services.Get<ITrialRunner>();
                var result = await runner.RunAsync(settings, stop.Token).ConfigureAwait(false);
                settings.EndedAtUtc = DateTime.UtcNow;
                monitor?.ReportCompletedTrial(result);
                tuner.Update(result);
                if (result.Loss < (best?.Loss ?? double.MaxValue))
                {
                    best = result;
                    monitor?.ReportBestTrial(result);
                }
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                settings.EndedAtUtc = DateTime.UtcNow;
                monitor?.ReportFailTrial(settings, failure);
                tuner.Update(new() { TrialSettings = settings, Loss = double.MaxValue });
                if (best is null && failure is not OperationCanceledException)
                {
                    throw;
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                break;
            }
        }

        return best ?? throw new TimeoutException("Training time finished without completing a successful trial.");
    }

    internal AutoMLExperiment Add<T>(Func<IServiceProvider, T> factory)
        where T : class
    {
        _services.Add(factory);
        return this;
    }

    /// <summary>The settings that runners and tuners are made with.</summary>
    public class AutoMLExperimentSettings
    {
        public int? Seed { get; set; }

        public SearchSpace.SearchSpace SearchSpace { get; set; }
    }

    /// <summary>What the parts of an experiment are found by; the one that was set last counts.</summary>
    private sealed class Services : IServiceProvider
    {
        private readonly Dictionary<Type, Func<IServiceProvider, object>> _factories = [];

        public void Add<T>(Func<IServiceProvider, T> factory)
            where T : class => _factories[typeof(T)] = factory;

        public T Get<T>() => (T)GetService(typeof(T));

        public object GetService(Type serviceType) => _factories.TryGetValue(serviceType, out var factory) ? factory(this) : null;
    }
}
