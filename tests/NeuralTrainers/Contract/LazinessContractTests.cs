using NeuralTrainers.DataView.Tests;

namespace NeuralTrainers.Tests;

/// <summary>Nothing is read or computed that nobody asked for.</summary>
[TestClass]
public class LazinessContractTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Views => ContractCases.Views;

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Transform_BeforeACursorMoves_ReadsNothing(ViewCase view)
    {
        var (source, applied) = Apply(view);

        using var cursor = applied.GetRowCursor(applied.Schema);
        Array.ForEach(applied.GetRowCursorSet(applied.Schema, 2), parallel => parallel.Dispose());

        Assert.AreEqual(0, source.Moves);
        Assert.AreEqual(0, source.Values);
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetRowCursor_Outputs_AsksForTheirInputsAlone(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (source, applied) = Apply(view);

        Cells.Read(applied, view.Outputs);
        CollectionAssert.AreEquivalent(view.Inputs.ToArray(), source.Asked.ToArray());

        foreach (var output in view.Outputs)
        {
            Cells.Read(applied, [output]);
            CollectionAssert.IsSubsetOf(source.Asked.ToArray(), view.Inputs.ToArray());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetRowCursor_InputColumn_ReadsThatAlone(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (source, applied) = Apply(view);

        var rows = Cells.Read(applied, ["Height"]);

        CollectionAssert.AreEquivalent(view.AlwaysRead.Append("Height").ToArray(), source.Asked.ToArray());
        Assert.AreEqual(rows.Count * source.Asked.Count, source.Values);
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetRowCursor_NoColumn_GivesAllRows(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (source, applied) = Apply(view);

        Assert.HasCount(60, Cells.Read(applied, []));
        CollectionAssert.AreEquivalent(view.AlwaysRead.ToArray(), source.Asked.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Dispose_OfCursor_DisposesThatOfTheInput(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (source, applied) = Apply(view);

        Cells.Read(applied, view.Outputs);

        Assert.AreEqual(1, source.Cursors);
        Assert.IsGreaterThanOrEqualTo(1, source.Disposed);
    }

    private (CountingDataView Source, IDataView Applied) Apply(ViewCase view)
    {
        var source = new CountingDataView(ContractRow.Data(_context));
        return (source, view.Apply(_context, source));
    }
}
