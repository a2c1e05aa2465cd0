namespace Microsoft.ML.Data
{
    /// <summary>Estimators that are fitted one after the other, each on what the ones before it give.</summary>
    public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
        where TLastTransformer : class, ITransformer
    {
        private readonly IEstimator<ITransformer>[] _steps;

        internal EstimatorChain(params IEstimator<ITransformer>[] steps) => _steps = steps;

        public TransformerChain<TLastTransformer> Fit(IDataView input)
        {
            GetOutputSchema(SchemaShape.Create(input.Schema));
            var fitted = new List<ITransformer>();
            foreach (var step in _steps)
            {
                fitted.Add(step.Fit(input));
                input = fitted[^1].Transform(input);
            }

            return new([.. fitted]);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _steps.Aggregate(inputSchema, (schema, step) => step.GetOutputSchema(schema));

        public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator)
            where TNewTrans : class, ITransformer
            => new([.. _steps, (IEstimator<ITransformer>)estimator]);
    }
}

namespace Microsoft.ML
{
    /// <summary>Joins estimators, and transformers, into chains.</summary>
    public static class LearningPipelineExtensions
    {
        public static Data.EstimatorChain<TTrans> Append<TTrans>(this IEstimator<ITransformer> start, IEstimator<TTrans> estimator)
            where TTrans : class, ITransformer
            => new Data.EstimatorChain<ITransformer>(start).Append(estimator);

        public static Data.TransformerChain<TTrans> Append<TTrans>(this ITransformer start, TTrans transformer)
            where TTrans : class, ITransformer
            => new(start, transformer);
    }
}
