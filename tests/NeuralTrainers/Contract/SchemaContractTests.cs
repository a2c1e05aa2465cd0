using NeuralTrainers.DataView;

namespace NeuralTrainers.Tests;

/// <summary>Schemas: what is promised before there is data is what comes, with its annotations.</summary>
[TestClass]
public class SchemaContractTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Transformers => ContractCases.Transformers;

    public static IEnumerable<object[]> Views => ContractCases.Views;

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void GetOutputSchema_OfEstimator_IsThatOfTheTransformer(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var data = ContractRow.Data(_context);

        var promised = transformer.Create(_context).GetOutputSchema(SchemaShapes.Of(data.Schema));
        var actual = SchemaShapes.Of(transformer.Fitted.GetOutputSchema(data.Schema));

        CollectionAssert.AreEquivalent(Lines(actual), Lines(promised));

        static string[] Lines(SchemaShape shape) => [.. shape.Select(column => $"{Line(column)}: {string.Join(", ", Annotations(column))}")];
        static IEnumerable<string> Annotations(SchemaShape.Column column) => column.Annotations.Select(Line).Order(StringComparer.Ordinal);
        static string Line(SchemaShape.Column column) => $"{column.Name} {SchemaShapes.TypeOf(column)}";
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void GetOutputSchema_TransformerMapperAndData_Agree(TransformerCase transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        var data = ContractRow.Data(_context);

        var lines = Lines(transformer.Fitted.GetOutputSchema(data.Schema));

        CollectionAssert.AreEqual(lines, Lines(transformer.Fitted.Transform(data).Schema));
        CollectionAssert.AreEqual(lines, Lines(transformer.Fitted.GetRowToRowMapper(data.Schema).OutputSchema));
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Schema_InputColumns_KeepTheirPlacesBeforeTheOutputs(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var data = ContractRow.Data(_context);

        var applied = view.Apply(_context, data);

        foreach (var (column, kept) in data.Schema.Zip(applied.Schema))
        {
            Assert.AreEqual(Text(column), Text(kept));
            Assert.AreEqual(column.IsHidden || view.Outputs.Contains(column.Name), kept.IsHidden, column.Name);
        }

        CollectionAssert.AreEqual(view.Outputs.ToArray(), applied.Schema.Skip(data.Schema.Count).Select(column => column.Name).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Annotations_OfOutputs_FitTheirColumns(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var schema = view.Apply(_context, ContractRow.Data(_context)).Schema;

        foreach (var column in Cells.Columns(schema, view.Outputs))
        {
            var kind = column.Type is KeyDataViewType ? "KeyValues" : "SlotNames";
            Assert.AreEqual(view.Named.Contains(column.Name), column.Annotations.Schema.GetColumnOrNull(kind) is not null, $"{column.Name} {kind}");
            foreach (var annotation in column.Annotations.Schema)
            {
                var values = Cells.Annotation(column.Annotations, annotation);
                if (annotation.Name == kind)
                {
                    Assert.HasCount(column.Type is KeyDataViewType key ? (int)key.Count : ((VectorDataViewType)column.Type).Size, values, column.Name);

                    // Slots may lack a name.
                    object[] names = [.. values.Where(value => value is not "")];
                    Assert.AreEqual(names.Length, names.Distinct().Count(), $"{column.Name}: {string.Join(' ', names)}");
                    Assert.IsNotEmpty(names);
                }
            }
        }
    }

    /// <summary>The columns with their types and the values of their annotations.</summary>
    internal static string[] Lines(DataViewSchema schema) => [.. schema.Select(column => $"{Text(column)}{(column.IsHidden ? " hidden" : string.Empty)}")];

    private static string Text(DataViewSchema.Column column) => $"{column.Name} {column.Type}: {string.Join(", ", column.Annotations.Schema.Select(annotation =>
        $"{annotation.Name} {annotation.Type} {string.Join(' ', Cells.Annotation(column.Annotations, annotation))}"))}";
}
