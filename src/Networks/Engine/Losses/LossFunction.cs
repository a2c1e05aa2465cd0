namespace NeuralTrainers.Networks;

/// <summary>A head's loss and its gradient, on raw outputs, and the way from raw outputs to scores. Any number of threads may share it.</summary>
internal abstract class LossFunction
{
    /// <summary>Which score is the prediction that a single number is compared with: the mean, or the quantile next to the median.</summary>
    public virtual int PointScore => 0;

    public static LossFunction Of(HeadDescription head) => head.Loss switch
    {
        SquaredLoss => new SquaredLossFunction(head),
        AbsoluteLoss => new AbsoluteLossFunction(head),
        HuberLoss huber => new HuberLossFunction(head, huber.Delta),
        LogCoshLoss => new LogCoshLossFunction(head),
        PinballLoss pinball => new PinballLossFunction(head, pinball.Quantiles),
        GaussianLoss => new GaussianLossFunction(head),
        PoissonLoss => new PoissonLossFunction(head),
        GammaLoss => new GammaLossFunction(head),
        TweedieLoss tweedie => new TweedieLossFunction(head, tweedie.Power),
        BinaryCrossEntropyLoss binary => new BinaryCrossEntropyLossFunction(binary.LabelSmoothing),
        BinaryFocalLoss focal => new BinaryFocalLossFunction(focal.Gamma, focal.Alpha),
        BinaryHingeLoss => new BinaryHingeLossFunction(),
        CategoricalCrossEntropyLoss categorical => new CategoricalCrossEntropyLossFunction(categorical.LabelSmoothing),
        CategoricalFocalLoss focal => new CategoricalFocalLossFunction(focal.Gamma, focal.Alpha),
        CategoricalHingeLoss { Form: MulticlassHinge.CrammerSinger } => new CrammerSingerLossFunction(),
        CategoricalHingeLoss => new WestonWatkinsLossFunction(),
        KullbackLeiblerLoss => new KullbackLeiblerLossFunction(),
        _ => throw new ArgumentException($"The managed engine does not know the loss {head.Loss.GetType().Name}."),
    };

    /// <summary>The loss of one row.</summary>
    /// <param name="outputs">The head's outputs for the row.</param>
    /// <param name="label">The row's label numbers as the user gave them: the number, 0 or 1, the class index, or the classes' shares.</param>
    /// <param name="gradient">Receives the derivative by each output, or is empty.</param>
    public abstract double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient);

    /// <summary>Turns the raw outputs of some rows into scores.</summary>
    /// <param name="outputs">Rows x outputs, row by row.</param>
    /// <param name="width">The number of outputs.</param>
    /// <param name="scores">As long as <paramref name="outputs"/>.</param>
    public virtual void Score(ReadOnlySpan<float> outputs, int width, Span<float> scores) => outputs.CopyTo(scores);

    /// <summary>Finds the raw outputs whose scores are the means of the scores of an ensemble's members.</summary>
    /// <param name="members">Members x outputs of one row, member by member.</param>
    /// <param name="average">Receives as many outputs as a member has.</param>
    public virtual void Average(ReadOnlySpan<float> members, Span<float> average)
    {
        for (var k = 0; k < average.Length; k++)
        {
            double sum = 0;
            for (var i = k; i < members.Length; i += average.Length)
            {
                sum += members[i];
            }

            average[k] = (float)(sum * average.Length / members.Length);
        }
    }
}
