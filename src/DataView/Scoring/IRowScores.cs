namespace NeuralTrainers.DataView;

/// <summary>The model's outputs for a current row.</summary>
internal interface IRowScores
{
    /// <summary>The outputs of a head, computed when first asked for.</summary>
    ReadOnlySpan<float> Outputs(int head);
}
