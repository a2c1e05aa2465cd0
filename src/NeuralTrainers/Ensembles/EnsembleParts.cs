using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Makes one transformer of the fitted steps of several models.</summary>
/// <param name="Steps">The steps of a model, the last of which score.</param>
/// <param name="Votes">How often it counts.</param>
internal sealed record EnsembleParts(IReadOnlyList<ITransformer> Steps, int Votes)
{
    /// <summary>
    /// The steps that all models begin with, the same objects, and behind them the ensemble of the rest, in which models with the same next steps are
    /// again one member: nothing is computed twice for a row.
    /// </summary>
    /// <param name="models">The models.</param>
    /// <param name="labels">The columns besides the scores that must come out as they come out of the first model.</param>
    public static TransformerChain<ITransformer> Join(IReadOnlyList<EnsembleParts> models, IReadOnlyList<string> labels)
    {
        var first = models[0].Steps;
        var shared = 0;
        while (models.All(model => model.Steps.Count > shared + 1 && ReferenceEquals(model.Steps[shared], first[shared])))
        {
            shared++;
        }

        if (models.Count == 1)
        {
            return new TransformerChain<ITransformer>([.. first]);
        }

        var groups = models.Select(model => model with { Steps = [.. model.Steps.Skip(shared)] }).GroupBy(model => model.Steps[0], ReferenceEqualityComparer.Instance);
        EnsembleMember[] members = [.. groups.Select(group => new EnsembleMember(One([.. group], labels), group.Sum(model => model.Votes)))];

        // Behind the shared steps a lone trainer hands its input on, labels and all.
        return new TransformerChain<ITransformer>(
            [.. first.Take(shared), new EnsembleTransformer(members, models[0].Steps.Count > shared + 1 ? labels : [])]);
    }

    private static ITransformer One(IReadOnlyList<EnsembleParts> models, IReadOnlyList<string> labels) =>
        models is [{ Steps: [var only] }] ? only : Join(models, labels);
}
