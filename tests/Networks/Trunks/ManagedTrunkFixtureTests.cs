namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class ManagedTrunkFixtureTests : TrunkFixtureTests
{
    protected override ITrainingBackend Backend { get; } = new ManagedBackend();
}
