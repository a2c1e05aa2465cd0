namespace NeuralTrainers.Tests;

/// <summary>An estimator and what its transformer must keep to.</summary>
public sealed class TransformerCase : ViewCase
{
    private readonly Func<MLContext, IEstimator<ITransformer>> _create;
    private readonly Lazy<ITransformer> _fitted;

    /// <summary>Names an estimator for the columns of <see cref="ContractRow.Data"/>.</summary>
    /// <param name="name">A name for the results of the tests.</param>
    /// <param name="inputs">The columns that the transformer reads.</param>
    /// <param name="outputs">The columns that it adds, in their order.</param>
    /// <param name="create">Makes the estimator. Its transformers must be the same each time.</param>
    internal TransformerCase(string name, string[] inputs, string[] outputs, Func<MLContext, IEstimator<ITransformer>> create)
        : this(name, inputs, outputs, create, new Lazy<ITransformer>(() => create(new MLContext(1)).Fit(ContractRow.Data(new MLContext(1)))))
    {
    }

    private TransformerCase(
        string name, string[] inputs, string[] outputs, Func<MLContext, IEstimator<ITransformer>> create, Lazy<ITransformer> fitted)
        : base(name, inputs, outputs, (_, data) => fitted.Value.Transform(data))
    {
        _create = create;
        _fitted = fitted;
    }

    /// <summary>The transformer, fitted once for all tests: it may be used by many at a time.</summary>
    internal ITransformer Fitted => _fitted.Value;

    internal IEstimator<ITransformer> Create(MLContext context) => _create(context);
}
