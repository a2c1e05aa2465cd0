namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class TrainingBackendsTests
{
    private const string NoCard = "The machine has no card.";

    private readonly List<string> _messages = [];

    [TestMethod]
    public void Open_Auto_TakesTheCardThatIsThere()
    {
        Assert.AreEqual("card 0", Open(new Provider(Cards: 1), TrainingDevice.Auto).Name);
        Assert.AreEqual("card 1", Open(new Provider(Cards: 2), TrainingDevice.Auto, card: 1).Name);
    }

    [TestMethod]
    public void Open_AutoWithoutCard_TakesTheCpuAndSaysWhy()
    {
        Assert.IsInstanceOfType<ManagedBackend>(Open(new Provider(Cards: 0), TrainingDevice.Auto));

        StringAssert.Contains(_messages.Single(), NoCard);
    }

    [TestMethod]
    public void Open_AutoWithoutPackage_TakesTheCpuWithoutAWord()
    {
        Assert.IsInstanceOfType<ManagedBackend>(Open(null, TrainingDevice.Auto));

        Assert.IsEmpty(_messages);
    }

    [TestMethod]
    public void Open_AutoWithANamedCardThatIsNotThere_FallsBackOnlyIfAllowed()
    {
        Assert.IsInstanceOfType<ManagedBackend>(Open(new Provider(Cards: 1), TrainingDevice.Auto, card: 1, fallBackToCpu: true));

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Open(new Provider(Cards: 1), TrainingDevice.Auto, card: 1));
        StringAssert.Contains(error.Message, "CUDA card 1");
        StringAssert.Contains(error.Message, NoCard);
        error = Assert.ThrowsExactly<InvalidOperationException>(() => Open(null, TrainingDevice.Auto, card: 0));
        StringAssert.Contains(error.Message, "NeuralTrainers.TorchSharp");
    }

    [TestMethod]
    public void Open_TheCpu_NeedsNoPackage() => Assert.IsInstanceOfType<ManagedBackend>(Open(null, TrainingDevice.Cpu));

    [TestMethod]
    [DataRow(TrainingDevice.Cuda)]
    [DataRow(TrainingDevice.TorchCpu)]
    public void Open_AsToldWithoutPackage_NamesWhatToAdd(TrainingDevice device)
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => TrainingBackends.Open(null, device, null, true, _messages.Add));

        StringAssert.Contains(error.Message, $"Device = {device}");
        StringAssert.Contains(error.Message, "NeuralTrainers.TorchSharp");
    }

    [TestMethod]
    public void Open_AsTold_OpensIt()
    {
        Assert.AreEqual("libtorch", Open(new Provider(Cards: 1), TrainingDevice.TorchCpu).Name);
        Assert.AreEqual("card 0", Open(new Provider(Cards: 1), TrainingDevice.Cuda).Name);
    }

    private ITrainingBackend Open(IBackendProvider? provider, TrainingDevice device, int? card = null, bool fallBackToCpu = false) =>
        TrainingBackends.Open(provider, device, card, fallBackToCpu, _messages.Add);

    private sealed record Provider(int Cards) : IBackendProvider
    {
        public string? WhyNoCuda(int card) => card < Cards ? null : NoCard;

        public ITrainingBackend OpenCuda(int card, Action<string> log) => new Named($"card {card}");

        public ITrainingBackend OpenCpu(Action<string> log) => new Named("libtorch");
    }

    private sealed record Named(string Name) : ITrainingBackend
    {
        public ITrainingSession Open(NetworkDescription description, NetworkWeights weights, TrainingSettings settings) =>
            new ManagedBackend().Open(description, weights, settings);
    }
}
