namespace NeuralTrainers;

/// <summary>How a number of one slot is brought to the scale that networks want. NaN stays NaN.</summary>
internal interface ISlotScale<TSelf>
    where TSelf : ISlotScale<TSelf>
{
    /// <summary>The name in a model's file of columns that are scaled so, at most 24 characters.</summary>
    static abstract string LoaderSignature { get; }

    static abstract TSelf Read(BinaryReader reader);

    void Write(BinaryWriter writer);

    double Apply(double value);
}
