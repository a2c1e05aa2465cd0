namespace NeuralTrainers.AutoML.Tests;

/// <summary>Tells of each fit of another estimator.</summary>
internal sealed class CountingEstimator(IEstimator<ITransformer> inner, Action fitted) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        fitted();
        return inner.Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
}
