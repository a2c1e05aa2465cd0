namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class ManagedDualBlockFixtureTests : DualBlockFixtureTests
{
    protected override ITrainingBackend Backend { get; } = new ManagedBackend();
}
