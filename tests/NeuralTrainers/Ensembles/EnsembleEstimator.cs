namespace NeuralTrainers.Tests;

/// <summary>Fits several models for an ensemble, the first of which has one vote, the second two, and so on. The last is a trainer alone.</summary>
internal sealed class EnsembleEstimator(params IEstimator<ITransformer>[] members) : IEstimator<EnsembleTransformer>
{
    public EnsembleTransformer Fit(IDataView input) =>
        new([.. members.Select((member, i) => new EnsembleMember(member.Fit(input), i + 1))], []);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => members[^1].GetOutputSchema(inputSchema);
}
