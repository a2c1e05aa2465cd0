namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class ManagedHeadFixtureTests : HeadFixtureTests
{
    protected override ITrainingBackend Backend { get; } = new ManagedBackend();
}
