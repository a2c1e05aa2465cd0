using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>A trainer whose options vary over a space.</summary>
internal sealed class NeuralSweepableEstimator<TOptions, TTransformer> : SweepableEstimator, INeuralSweepable
    where TOptions : NeuralNetworkOptions
    where TTransformer : NeuralTransformer
{
    private readonly TOptions _options;
    private readonly Func<MLContext, TOptions, NeuralTrainer<TTransformer>> _create;

    public NeuralSweepableEstimator(TOptions options, NeuralSearchSpace space, Func<MLContext, TOptions, NeuralTrainer<TTransformer>> create)
        : base((context, parameter) => create(context, At(options, parameter, space)), NeuralOptionSpace.Create(space))
    {
        _options = options;
        _create = create;
        Space = space;
    }

    public NeuralSearchSpace Space { get; }

    public NeuralNetworkOptions Options => _options;

    public NeuralTransformer Fit(
        MLContext context,
        Parameter parameter,
        IDataView train,
        IDataView validation,
        int? threads,
        Action<EpochRecord> epochCompleted,
        CancellationToken cancellation)
    {
        var options = At(_options, parameter, Space);
        options.NumberOfThreads ??= threads;
        options.EpochCompleted += epochCompleted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, options.CancellationToken);
        options.CancellationToken = either.Token;
        return _create(context, options).Fit(train, validation);
    }

    private static TOptions At(TOptions options, Parameter parameter, NeuralSearchSpace space)
    {
        var copy = (TOptions)options.Copy();
        NeuralSetting.Read(parameter, space).Apply(copy, space);
        return copy;
    }
}
