using Microsoft.ML.AutoML;

namespace NeuralTrainers;

/// <summary>Gives AutoML the next result of a pool of trials. AutoML makes one for each trial and keeps them all, so it holds nothing.</summary>
internal sealed class NeuralTrialRunner(TrialPool pool) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) => pool.NextAsync(settings, ct);

    public void Dispose() => pool.Rest();
}
