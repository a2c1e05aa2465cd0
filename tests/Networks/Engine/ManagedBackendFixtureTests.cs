namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class ManagedBackendFixtureTests : BackendFixtureTests
{
    protected override ITrainingBackend Backend { get; } = new ManagedBackend();
}
