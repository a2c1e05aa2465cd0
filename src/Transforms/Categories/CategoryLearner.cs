using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Counts the categories of a column.</summary>
internal sealed class CategoryLearner(
    CategoryReader reader, ColumnNames names, CategorySettings settings, string typeName, int countedValues = IndexCategoriesDefaults.CountedValues)
    : ColumnLearner<CategoryColumn>
{
    private readonly FrequentItems _counts = new(countedValues);

    /// <summary>The number of different categories so far.</summary>
    public int DistinctCount => _counts.Count;

    /// <summary>Starts to learn a column from a row's columns.</summary>
    public static CategoryLearner Create(DataViewRow row, ColumnNames names, CategorySettings settings)
    {
        DataViewSchema.Column[] sources = [.. names.Inputs.Select(name => row.Schema[name])];
        var type = sources.Length > 1 ? TextDataViewType.Instance : CategoryTypes.ValueType(sources[0]);
        return new CategoryLearner(CategoryReader.Create(row, sources), names, settings, type.ToString()!);
    }

    public override void Add()
    {
        if (settings.MaximumSize == 0)
        {
            return;
        }

        var count = reader.Read();
        for (var slot = 0; slot < count; slot++)
        {
            if (reader.Text(slot) is { IsEmpty: false } category)
            {
                _counts.Add(category);
            }
        }
    }

    public override CategoryColumn Complete()
    {
        var kept = new List<string>();
        var rare = new HashSet<uint>();
        foreach (var (category, count) in _counts.ByCount())
        {
            if (count >= settings.MinimumCount && kept.Count < settings.MaximumSize)
            {
                kept.Add(category);
            }
            else
            {
                rare.Add(CategoryHash.Of(category));
            }
        }

        return new CategoryColumn(names, new CategoryKeys(typeName, kept, settings.RareBucket ? rare : null, settings.HashBuckets));
    }
}
