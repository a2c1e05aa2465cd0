namespace NeuralTrainers;

/// <summary>What <c>TabularFeaturizer</c> makes of a column.</summary>
public enum FeatureRole
{
    /// <summary>Numbers: slots of the feature vector.</summary>
    Numeric,

    /// <summary>A date and time: its parts are slots of the feature vector.</summary>
    DateTime,

    /// <summary>Categories: a key column of the same name.</summary>
    Categorical,

    /// <summary>Nothing: the network does not see it.</summary>
    Ignored,
}
