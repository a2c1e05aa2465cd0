namespace NeuralTrainers.Torch;

/// <summary>Makes categories that a network does not know the one that stands for missing and unseen, before they index a table on the device.</summary>
internal sealed class CategoryCleaner(InputDescription input)
{
    private readonly int[] _cardinalities = [.. input.Embeddings.Select(embedding => embedding.Cardinality)];

    public void Clean(Batch batch)
    {
        var categories = batch.Categories;
        for (var i = 0; i < categories.Length; i++)
        {
            if ((uint)categories[i] > (uint)_cardinalities[i % _cardinalities.Length])
            {
                categories[i] = 0;
            }
        }
    }
}
