namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class InitializationTests
{
    private const int Inputs = 100;
    private const int Outputs = 300;

    public static IEnumerable<object[]> Choices { get; } =
    [
        [new UniformInitialization { Bound = 0.3f }, Activation.Relu, 0.03, true],
        [new NormalInitialization { Deviation = 0.3f }, Activation.Relu, 0.09, false],
        [new XavierInitialization(), Activation.Tanh, 2.0 / 400, true],
        [new XavierInitialization { Distribution = InitializationDistribution.Normal }, Activation.Tanh, 2.0 / 400, false],
        [new KaimingInitialization(), Activation.Relu, 2.0 / 100, false],
        [new KaimingInitialization { Distribution = InitializationDistribution.Uniform }, Activation.Relu, 2.0 / 100, true],
        [new KaimingInitialization(), new LeakyReluActivation { Slope = 0.5f }, 2.0 / 125, false],
        [new LeCunInitialization(), Activation.Relu, 1.0 / 100, false],
        [null!, Activation.Selu, 1.0 / 100, false],
        [null!, Activation.Tanh, 2.0 / 400, true],
        [null!, Activation.Sigmoid, 2.0 / 400, true],
    ];

    [TestMethod]
    [DynamicData(nameof(Choices))]
    public void Create_EachChoice_HasItsVarianceAndShape(WeightInitialization? choice, Activation activation, double variance, bool uniform)
    {
        var weights = Create(choice, activation);
        double[] values = [.. weights["trunk.0.weight"].Values.Select(value => (double)value)];
        var fourth = values.Average(value => Math.Pow(value, 4)) / Math.Pow(values.Average(value => value * value), 2);
        Assert.AreEqual(0, values.Average(), 4 * Math.Sqrt(variance / values.Length));
        Assert.AreEqual(variance, values.Average(value => value * value), 0.05 * variance);

        // The kurtosis of a uniform distribution is 1.8, that of a normal one 3.
        Assert.AreEqual(uniform ? 1.8 : 3, fourth, 0.15);
        Assert.IsTrue(weights["trunk.0.bias"].Values.All(value => value == 0));
    }

    [TestMethod]
    public void Create_NoChoice_IsUniformWithinTheRootOfTheInputs()
    {
        var weights = Create(null, Activation.Relu);
        foreach (var name in new[] { "trunk.0.weight", "trunk.0.bias" })
        {
            Assert.AreEqual(0.1f, weights[name].Values.Max(), 0.002f);
            Assert.AreEqual(-0.1f, weights[name].Values.Min(), 0.002f);
        }
    }

    [TestMethod]
    [DataRow(20, 7)]
    [DataRow(7, 20)]
    [DataRow(9, 9)]
    public void Create_Orthogonal_ShortSideIsOrthonormal(int inputs, int outputs)
    {
        var description = Tables.Describe(
            inputs, [], new SquaredLoss(), new MlpTrunk { Widths = [outputs], Initialization = new OrthogonalInitialization { Gain = 2 } });
        var values = Create(description)["trunk.0.weight"].Values;
        float At(int vector, int i) => outputs <= inputs ? values[(vector * inputs) + i] : values[(i * inputs) + vector];
        for (var a = 0; a < Math.Min(inputs, outputs); a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var product = Enumerable.Range(0, Math.Max(inputs, outputs)).Sum(i => (double)At(a, i) * At(b, i));
                Assert.AreEqual(a == b ? 4 : 0, product, 1e-5);
            }
        }
    }

    [TestMethod]
    public void Create_WeightNormalization_StartsAtTheDirectionsLengths()
    {
        var weights = Create(Tables.Describe(
            3, [], new SquaredLoss(), new MlpTrunk { Widths = [4], Normalization = new WeightNormalization() }));
        for (var unit = 0; unit < 4; unit++)
        {
            var length = Math.Sqrt(weights["trunk.0.weight_v"].Values.Skip(3 * unit).Take(3).Sum(value => (double)value * value));
            Assert.AreEqual(length, weights["trunk.0.weight_g"].Values[unit], 1e-6);
        }
    }

    private static NetworkWeights Create(WeightInitialization? choice, Activation activation) => Create(Tables.Describe(
        Inputs, [], new SquaredLoss(), new MlpTrunk { Widths = [Outputs], Activation = activation, Initialization = choice }));

    private static NetworkWeights Create(NetworkDescription description) => WeightInitializer.Create(
        description, 5, new Dictionary<string, float[]>(StringComparer.Ordinal), new Dictionary<string, float[]>(StringComparer.Ordinal));
}
