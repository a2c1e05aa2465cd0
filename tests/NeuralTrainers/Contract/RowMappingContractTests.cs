namespace NeuralTrainers.Tests;

/// <summary>One row at a time gives what a cursor gives.</summary>
[TestClass]
public class RowMappingContractTests
{
    // Sums of one row are added up in another order than those of many.
    private const float Tolerance = 1e-5f;

    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Transformers => ContractCases.Transformers;

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void GetRow_EachRow_EqualsTheCursor(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var data = ContractRow.Data(_context);
        Assert.IsTrue(transformer.Fitted.IsRowToRowMapper);
        var mapper = transformer.Fitted.GetRowToRowMapper(data.Schema);
        using var input = data.GetRowCursor(data.Schema);
        var columns = Cells.Columns(mapper.OutputSchema, transformer.Outputs);
        using var row = mapper.GetRow(input, columns);
        var values = Cells.Getter(row, columns);
        var rows = new List<object[]>();

        while (input.MoveNext())
        {
            Assert.AreEqual(input.Position, row.Position);
            rows.Add(values());
        }

        Cells.AssertEqual(Cells.Read(transformer.Fitted.Transform(data), transformer.Outputs), rows, Tolerance);
        Assert.Throws<InvalidOperationException>(() => Cells.Getter(row, [mapper.OutputSchema["Height"]]));
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void GetDependencies_OfOutputs_AreTheInputs(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var mapper = transformer.Fitted.GetRowToRowMapper(ContractRow.Data(_context).Schema);

        CollectionAssert.AreEquivalent(transformer.Inputs.ToArray(), Needed([.. transformer.Outputs]));
        CollectionAssert.AreEqual(new[] { "Height" }, Needed("Height"));

        string[] Needed(params string[] columns) => [.. mapper.GetDependencies(Cells.Columns(mapper.OutputSchema, columns)).Select(column => column.Name)];
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void Predict_EachRow_EqualsTheCursor(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var rows = ContractRow.Make(30);
        var scored = ContractRow.Preparation(_context).Append(transformer.Fitted).Transform(_context.Data.LoadFromEnumerable(rows));

        foreach (var output in transformer.Outputs)
        {
            var renamed = ContractRow.Preparation(_context).Append(transformer.Fitted)
                .Append(_context.Transforms.CopyColumns(nameof(Value<>.Output), output).Fit(scored));
            var actual = scored.Schema[output].Type switch
            {
                VectorDataViewType { ItemType: NumberDataViewType } => Predict<float[]>(renamed, rows, vector => [.. vector]),
                KeyDataViewType => Predict<uint>(renamed, rows, key => [key]),
                BooleanDataViewType => Predict<bool>(renamed, rows, value => [value]),
                TextDataViewType => Predict<string>(renamed, rows, text => [text]),
                _ => Predict<float>(renamed, rows, number => [number]),
            };
            Cells.AssertEqual(Cells.Read(scored, [output]), actual, Tolerance);
        }
    }

    private List<object[]> Predict<TValue>(ITransformer transformer, ContractRow[] rows, Func<TValue, object[]> items)
    {
        using var engine = _context.Model.CreatePredictionEngine<ContractRow, Value<TValue>>(transformer);
        return [.. rows.Select(row => items(engine.Predict(row).Output))];
    }

    private sealed class Value<T>
    {
        public T Output { get; set; } = default!;
    }
}
