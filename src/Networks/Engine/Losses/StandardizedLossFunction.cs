namespace NeuralTrainers.Networks;

/// <summary>A loss on the standardised label, whose scores are predictions in the label's units.</summary>
internal abstract class StandardizedLossFunction(HeadDescription head) : LossFunction
{
    protected float Mean { get; } = head.TargetMean;

    protected float Scale { get; } = head.TargetScale;

    public override void Score(ReadOnlySpan<float> outputs, int width, Span<float> scores)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            scores[i] = (outputs[i] * Scale) + Mean;
        }
    }

    protected float Standardize(float label) => (label - Mean) / Scale;
}
