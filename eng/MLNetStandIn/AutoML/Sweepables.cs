using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.AutoML;

/// <summary>Estimators of one kind, one for each point of a search space.</summary>
public interface ISweepable<out T>
    where T : IEstimator<ITransformer>
{
    SearchSpace.SearchSpace SearchSpace { get; }

    T BuildFromOption(MLContext context, Parameter parameter);
}

/// <summary>A sweepable step of a pipeline.</summary>
public class SweepableEstimator(Func<MLContext, Parameter, IEstimator<ITransformer>> factory, SearchSpace.SearchSpace ss) : ISweepable<IEstimator<ITransformer>>
{
    public SearchSpace.SearchSpace SearchSpace { get; set; } = ss;

#pragma warning disable CA1725 // ML.NET's own name
    public virtual IEstimator<ITransformer> BuildFromOption(MLContext context, Parameter param) => factory(context, param);
#pragma warning restore CA1725
}

/// <summary>Chains of sweepable steps, one of which is taken: a step with alternatives makes a chain for each of them.</summary>
public class SweepablePipeline : ISweepable<EstimatorChain<ITransformer>>
{
    private const string SchemaOption = "_SCHEMA_";
    private readonly List<string[]> _chains;

    internal SweepablePipeline()
        : this([], [[]])
    {
    }

    private SweepablePipeline(Dictionary<string, SweepableEstimator> estimators, List<string[]> chains) => (Estimators, _chains) = (estimators, chains);

    public Dictionary<string, SweepableEstimator> Estimators { get; }

    public SearchSpace.SearchSpace SearchSpace
    {
        get
        {
            var space = new SearchSpace.SearchSpace();
            foreach (var (key, estimator) in Estimators)
            {
                space.Add(key, estimator.SearchSpace);
            }

            space.Add(SchemaOption, new ChoiceOption([.. _chains.Select(chain => (object)string.Join(" * ", chain))]));
            return space;
        }
    }

    public EstimatorChain<ITransformer> BuildFromOption(MLContext context, Parameter parameter) =>
        new([.. parameter[SchemaOption].AsType<string>().Split(" * ").Select(key => Estimators[key].BuildFromOption(context, parameter[key]))]);

    public SweepablePipeline Append(params ISweepable<IEstimator<ITransformer>>[] sweepables)
    {
        var estimators = new Dictionary<string, SweepableEstimator>(Estimators, StringComparer.Ordinal);
        var alternatives = sweepables.SelectMany(sweepable => sweepable switch
        {
            SweepableEstimator estimator => [[Name(estimator)]],
            SweepablePipeline pipeline => Renamed(pipeline),
            _ => throw new NotSupportedException($"A {sweepable.GetType().Name} is more than the stand-in has."),
        }).ToList();
        return new(estimators, [.. _chains.SelectMany(chain => alternatives.Select(alternative => (string[])[.. chain, .. alternative]))]);

        string Name(SweepableEstimator estimator)
        {
            var name = $"e{estimators.Count}";
            estimators.Add(name, estimator);
            return name;
        }

        IEnumerable<string[]> Renamed(SweepablePipeline pipeline)
        {
            var names = pipeline.Estimators.ToDictionary(step => step.Key, step => Name(step.Value));
            return pipeline._chains.Select(chain => Array.ConvertAll(chain, key => names[key]));
        }
    }
}

/// <summary>Joins estimators and sweepable ones.</summary>
public static class SweepableExtension
{
    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, params SweepableEstimator[] estimators) =>
        new SweepablePipeline().Append(new SweepableEstimator((_, _) => estimator, new())).Append(estimators);

    public static SweepablePipeline Append(this SweepablePipeline pipeline, IEstimator<ITransformer> estimator) =>
        pipeline.Append(new SweepableEstimator((_, _) => estimator, new()));
}
