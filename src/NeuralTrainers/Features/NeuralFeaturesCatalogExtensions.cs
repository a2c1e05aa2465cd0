using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Makes features of what a neural network has learned about rows.</summary>
public static class NeuralFeaturesCatalogExtensions
{
    /// <summary>Adds the last hidden layer of a fitted network, as features for another trainer or as vectors in which similar rows are near each other.</summary>
    /// <remarks>
    /// <para>The new column is a vector of <see cref="float"/> with the outputs of the network's trunk, which all its heads read, as in scoring: without dropout. Of an ensemble such as
    /// <see cref="BatchEnsembleTrunk"/> it is the mean over the members. Slot names are <c>Hidden.0</c>, <c>Hidden.1</c>, ...</para>
    /// <para>The data needs the columns that the network was trained on, without the label. Missing and unseen categories get the network's vector for them, as in scoring; a row with
    /// a feature that is NaN or infinite gets NaN in all slots.</para>
    /// <para>Nothing is learned; fitting does not read the data. The network is saved within the transformer.</para>
    /// <para>A network that was trained on the same rows knows their labels: the layer of training rows fits them better than that of new rows. Where the trainer that follows should not
    /// be misled, give it rows that the network was not trained on.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The name of the new column.</param>
    /// <param name="model">The network: <c>Model</c> of a fitted transformer.</param>
    /// <exception cref="ArgumentException">The network has no hidden layer that all its heads read.</exception>
    public static IEstimator<RowTransformer> NeuralFeatures(this TransformsCatalog catalog, string outputColumnName, NeuralModelParameters model)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(model);
        return model.FeatureCount > 0
            ? new FeatureEstimator(
                new NeuralFeaturesTransformer(outputColumnName, model), [outputColumnName], model.Columns.ScoringLayout(model.Description).CheckTypes)
            : throw new ArgumentException(
                $"The network has no hidden layer that all its heads read: train it with a trunk, such as {nameof(MlpTrunk)} with {nameof(MlpTrunk.Widths)}.", nameof(model));
    }
}
