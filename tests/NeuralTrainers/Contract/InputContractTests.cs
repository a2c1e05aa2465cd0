namespace NeuralTrainers.Tests;

/// <summary>A column that is missing or of another type is an error that names it, before any row is read.</summary>
[TestClass]
public class InputContractTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Transformers => ContractCases.Transformers;

    public static IEnumerable<object[]> Views => ContractCases.Views;

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Transform_ColumnMissing_NamesIt(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        foreach (var input in view.Inputs)
        {
            AssertNames(input, () => view.Apply(_context, Without(input)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Transform_ColumnOfOtherType_NamesIt(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        foreach (var input in view.Inputs)
        {
            AssertNames(input, () => view.Apply(_context, OfOtherType(view, input)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void Fit_ColumnMissing_NamesIt(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        foreach (var input in transformer.Inputs)
        {
            AssertNames(input, () => transformer.Create(_context).Fit(Without(input)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void Fit_ColumnOfOtherType_NamesIt(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        foreach (var input in transformer.Inputs)
        {
            AssertNames(input, () => transformer.Create(_context).Fit(OfOtherType(transformer, input)));
        }
    }

    private static void AssertNames(string column, Action action) => Assert.Contains($"'{column}'", Assert.Throws<Exception>(action).Message);

    private IDataView Without(string column)
    {
        var data = ContractRow.Data(_context);
        return _context.Transforms.DropColumns(column).Fit(data).Transform(data);
    }

    private IDataView OfOtherType(ViewCase view, string column)
    {
        var data = ContractRow.Data(_context);
        var other = view.Refused.GetValueOrDefault(column, nameof(ContractRow.Day));
        return _context.Transforms.CopyColumns(column, other).Fit(data).Transform(data);
    }
}
