using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Decides what becomes of each column, and learns it in one pass over the data.</summary>
internal sealed class TabularFeaturizerEstimator(IHostEnvironment environment, TabularColumns columns, int seed) : IEstimator<TabularFeaturizerTransformer>
{
    public TabularFeaturizerTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var roles = columns.Roles(SchemaShapes.Of(input.Schema));
        var taken = roles.Where(column => column.Role != FeatureRole.Ignored).Select(column => input.Schema[column.Column.Name]);
        using var cursor = input.GetRowCursor(taken);
        var numbers = new Dictionary<string, FeaturePartLearner>(StringComparer.Ordinal);
        var categories = new Dictionary<string, CategoryLearner>(StringComparer.Ordinal);
        foreach (var (column, role) in roles)
        {
            if (role == FeatureRole.Categorical)
            {
                categories.Add(column.Name, CategoryLearner.Create(cursor, new ColumnNames(column.Name, input: null), TabularFeaturizerDefaults.Categories));
            }
            else if (role != FeatureRole.Ignored)
            {
                numbers.Add(column.Name, new FeaturePartLearner(cursor, cursor.Schema[column.Name], role == FeatureRole.DateTime ? Dates(column.Name) : null, seed));
            }
        }

        var rows = 0L;
        while (cursor.MoveNext())
        {
            rows++;
            foreach (var learner in numbers.Values)
            {
                learner.Add();
            }

            foreach (var learner in categories.Values)
            {
                learner.Add();
            }
        }

        if (rows == 0)
        {
            throw new InvalidOperationException("The data to learn features from has no rows: check the file's path, the loader's options, and any filter.");
        }

        return Complete(roles, numbers, categories);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var keys = columns.Roles(inputSchema).Where(column => column.Role == FeatureRole.Categorical).Select(column => SchemaShapes.Key(
            column.Column.Name,
            SchemaShapes.Vector(AnnotationNames.KeyValues, TextDataViewType.Instance),
            SchemaShapes.Scalar(AnnotationNames.IsCategorical, BooleanDataViewType.Instance)));
        return SchemaShapes.With(
            inputSchema, [SchemaShapes.Vector(columns.OutputColumnName, NumberDataViewType.Single, FeaturesColumn.Annotations), .. keys]);
    }

    private static DateTimeColumn Dates(string name) =>
        new(new ColumnNames(name, input: null), TabularFeaturizerDefaults.DateParts, TabularFeaturizerDefaults.DateCycles);

    private TabularFeaturizerTransformer Complete(
        IReadOnlyList<(SchemaShape.Column Column, FeatureRole Role)> roles,
        Dictionary<string, FeaturePartLearner> numbers,
        Dictionary<string, CategoryLearner> categories)
    {
        var decisions = new List<FeatureDecision>();
        var parts = new List<FeaturePart>();
        var keys = new List<CategoryColumn>();
        foreach (var (column, role) in roles)
        {
            if (numbers.TryGetValue(column.Name, out var number))
            {
                parts.Add(number.Complete());
                decisions.Add(number.Decide(parts[^1]));
            }
            else if (categories.TryGetValue(column.Name, out var category))
            {
                keys.Add(category.Complete());
                decisions.Add(new FeatureDecision(column.Name, role, Describe(column, category, keys[^1])));
            }
            else
            {
                decisions.Add(new FeatureDecision(column.Name, role, $"{SchemaShapes.TypeOf(column)} cannot be featurized"));
            }
        }

        using var channel = environment.Start("TabularFeaturizer");
        foreach (var decision in decisions)
        {
            channel.Info(MessageSensitivity.Schema, decision.ToString());
        }

        return new TabularFeaturizerTransformer(new FeaturesColumn(columns.OutputColumnName, parts), keys, decisions);
    }

    private static string Describe(SchemaShape.Column column, CategoryLearner learner, CategoryColumn keys) =>
        $"{SchemaShapes.TypeOf(column)} with {learner.DistinctCount} values; {keys.KeyCount - 1} keys, and one for rare and unseen values";
}
