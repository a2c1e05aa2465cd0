using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Counts the categories of a column.</summary>
internal sealed class CategoryLearner(
    CategoryReader reader, ColumnNames names, CategorySettings settings, string typeName, int countedValues = IndexCategoriesDefaults.CountedValues)
    : ColumnLearner<CategoryColumn>
{
    private readonly FrequentItems _counts = new(countedValues);

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
