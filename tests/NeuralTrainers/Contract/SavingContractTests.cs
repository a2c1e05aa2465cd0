namespace NeuralTrainers.Tests;

/// <summary>A transformer comes back from its file as it was, and from its estimator as often as it is asked.</summary>
[TestClass]
public class SavingContractTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Transformers => ContractCases.Transformers;

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void Load_InAnotherContext_GivesTheSameSchemaAndValues(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var data = ContractRow.Data(_context);
        using var file = new MemoryStream();
        _context.Model.Save(transformer.Fitted, data.Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _);

        var expected = transformer.Fitted.Transform(data);
        var actual = loaded.Transform(data);
        CollectionAssert.AreEqual(SchemaContractTests.Lines(expected.Schema), SchemaContractTests.Lines(actual.Schema));
        Cells.AssertEqual(Cells.Read(expected, transformer.Outputs), Cells.Read(actual, transformer.Outputs));
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void Fit_Twice_GivesTheSameTransformer(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var data = ContractRow.Data(_context);
        var estimator = transformer.Create(_context);

        var first = Cells.Read(estimator.Fit(data).Transform(data), transformer.Outputs);
        var second = Cells.Read(estimator.Fit(data).Transform(data), transformer.Outputs);

        Cells.AssertEqual(first, second);
        Cells.AssertEqual(first, Cells.Read(transformer.Fitted.Transform(data), transformer.Outputs));
    }
}
