namespace NeuralTrainers;

/// <summary>How <see cref="CategoricalHingeLoss"/> counts the classes that come too close to the true one.</summary>
public enum MulticlassHinge
{
    /// <summary>Only the closest one.</summary>
    CrammerSinger,

    /// <summary>The sum over all of them.</summary>
    WestonWatkins,
}
