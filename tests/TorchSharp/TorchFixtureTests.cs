namespace NeuralTrainers.Torch.Tests;

[TestClass]
public sealed class TorchBackendFixtureTests : BackendFixtureTests
{
    protected override ITrainingBackend Backend { get; } = TorchBackend.Cpu();
}

[TestClass]
public sealed class TorchTrunkFixtureTests : TrunkFixtureTests
{
    protected override ITrainingBackend Backend { get; } = TorchBackend.Cpu();
}

[TestClass]
public sealed class TorchHeadFixtureTests : HeadFixtureTests
{
    protected override ITrainingBackend Backend { get; } = TorchBackend.Cpu();
}

[TestClass]
public sealed class TorchDualBlockFixtureTests : DualBlockFixtureTests
{
    protected override ITrainingBackend Backend { get; } = TorchBackend.Cpu();
}
