namespace NeuralTrainers;

/// <summary>Default values of the dual-block trainers.</summary>
/// <remarks>
/// Panels are small next to what there is to learn, and most of it is the copy that is built in. So the blocks are small, too, and held back
/// much: with these values they do best on worker panels of some thousand and some ten thousand rows.
/// </remarks>
internal static class DualBlockDefaults
{
    public const string PreviousColumnName = "Previous";
    public const float WeightDecay = 0.7f;

    /// <summary>No layers before the blocks: they share the input and its embeddings.</summary>
    public static NetworkArchitecture Network { get; } = new() { Trunk = new MlpTrunk { Widths = [] } };
}
