namespace NeuralTrainers.Torch;

/// <summary>The loss of each row, on raw outputs, as the managed engine defines it; autograd finds the gradients.</summary>
internal static class RowLosses
{
    private static readonly double LowestLogVariance = Math.Log(GaussianLoss.MinimumVariance);

    /// <summary>The losses [rows].</summary>
    /// <param name="head">The head.</param>
    /// <param name="outputs">Its raw outputs [rows, outputs].</param>
    /// <param name="labels">The label numbers as the user gave them [rows, label numbers]; none is missing.</param>
    /// <param name="cache">What is kept from step to step.</param>
    public static Tensor Of(HeadDescription head, Tensor outputs, Tensor labels, TensorCache cache) => head.Loss switch
    {
        SquaredLoss => Error(head, outputs, labels).square(),
        AbsoluteLoss => Error(head, outputs, labels).abs(),
        HuberLoss huber => Huber(Error(head, outputs, labels), huber.Delta),
        LogCoshLoss => LogCosh(Error(head, outputs, labels)),
        PinballLoss pinball => Pinball(pinball, outputs, Standardized(head, labels), cache),
        GaussianLoss => Gaussian(outputs, Standardized(head, labels)),
        PoissonLoss => outputs.select(1, 0).exp() - (Scaled(head, labels) * outputs.select(1, 0)),
        GammaLoss => (Scaled(head, labels) * (-outputs.select(1, 0)).exp()) + outputs.select(1, 0),
        TweedieLoss tweedie => Tweedie(outputs.select(1, 0), Scaled(head, labels), tweedie.Power),
        BinaryCrossEntropyLoss binary => BinaryCrossEntropy(outputs.select(1, 0), labels.select(1, 0), binary.LabelSmoothing),
        BinaryFocalLoss focal => Sides(outputs, labels, focal.Alpha ?? 1, 1 - focal.Alpha ?? 1, logit => Focal(logit, focal.Gamma)),
        BinaryHingeLoss => Sides(outputs, labels, 1, 1, logit => (-logit + 1).relu()),
        CategoricalCrossEntropyLoss categorical => CategoricalCrossEntropy(outputs, labels, categorical.LabelSmoothing),
        CategoricalFocalLoss focal => CategoricalFocal(focal, outputs, labels, cache),
        CategoricalHingeLoss { Form: MulticlassHinge.CrammerSinger } => CrammerSinger(outputs, labels),
        CategoricalHingeLoss => (OtherClasses(outputs, labels) - OfClass(outputs, labels) + 1).relu().sum(1),
        KullbackLeiblerLoss => (labels.xlogy(labels) - (labels * outputs.log_softmax(1))).sum(1),
        _ => throw new NotSupportedException(
            $"The TorchSharp backend does not know the loss {head.Loss.GetType().Name}: choose another, or train with Device = Cpu."),
    };

    /// <summary>The class of each row.</summary>
    public static Tensor Classes(Tensor labels) => labels.select(1, 0).to_type(torch.int64);

    private static Tensor Standardized(HeadDescription head, Tensor labels) => (labels.select(1, 0) - head.TargetMean) / head.TargetScale;

    private static Tensor Scaled(HeadDescription head, Tensor labels) => labels.select(1, 0) / head.TargetScale;

    private static Tensor Error(HeadDescription head, Tensor outputs, Tensor labels) => outputs.select(1, 0) - Standardized(head, labels);

    private static Tensor OfClass(Tensor outputs, Tensor labels) => outputs.gather(1, Classes(labels).unsqueeze(1));

    private static Tensor Huber(Tensor error, float delta)
    {
        var cut = error.clamp(-delta, delta);
        return cut * (error - (cut * 0.5f));
    }

    // log cosh e = |e| + log(1 + exp(-2 |e|)) - log 2, where cosh itself would overflow.
    private static Tensor LogCosh(Tensor error)
    {
        var size = error.abs();
        return size + (size * -2).Softplus() - Math.Log(2);
    }

    private static Tensor Pinball(PinballLoss loss, Tensor outputs, Tensor target, TensorCache cache)
    {
        var levels = cache.Numbers((loss, "levels"), [.. loss.Quantiles]);
        var quantiles = outputs.narrow(1, 0, 1);
        if (loss.Quantiles.Count > 1)
        {
            quantiles = torch.cat([quantiles, outputs.narrow(1, 1, loss.Quantiles.Count - 1).Softplus()], 1).cumsum(1);
        }

        var error = target.unsqueeze(1) - quantiles;
        return (levels * error).maximum((levels - 1) * error).mean([1]);
    }

    private static Tensor Gaussian(Tensor outputs, Tensor target)
    {
        var error = outputs.select(1, 0) - target;
        var logVariance = outputs.select(1, 1);

        // At the lowest variance the gradient stays, so that a row of large error can leave it again.
        logVariance = logVariance + (logVariance.clamp(LowestLogVariance) - logVariance).detach();
        return (logVariance + (error.square() * (-logVariance).exp())) * 0.5f;
    }

    private static Tensor Tweedie(Tensor logMean, Tensor label, float power)
    {
        var high = (logMean * (2 - power)).exp() / (2 - power);
        return high - (label * (logMean * (1 - power)).exp() / (1 - power));
    }

    private static Tensor BinaryCrossEntropy(Tensor logit, Tensor label, float labelSmoothing)
    {
        var wanted = labelSmoothing > 0 ? (label * (1 - labelSmoothing)) + (labelSmoothing / 2) : label;
        return logit.Softplus() - (logit * wanted);
    }

    private static Tensor Focal(Tensor logit, float gamma) => (-logit).sigmoid().pow(gamma) * (-logit).Softplus();

    // A label between 0 and 1 counts as a share of each side.
    private static Tensor Sides(Tensor outputs, Tensor labels, float positive, float negative, Func<Tensor, Tensor> loss)
    {
        var (logit, label) = (outputs.select(1, 0), labels.select(1, 0));
        return (loss(logit) * label * positive) + (loss(-logit) * (-label + 1) * negative);
    }

    private static Tensor CategoricalCrossEntropy(Tensor outputs, Tensor labels, float labelSmoothing)
    {
        var loss = outputs.logsumexp(1) - (OfClass(outputs, labels).select(1, 0) * (1 - labelSmoothing));
        return labelSmoothing > 0 ? loss - (outputs.mean([1]) * labelSmoothing) : loss;
    }

    private static Tensor CategoricalFocal(CategoricalFocalLoss focal, Tensor outputs, Tensor labels, TensorCache cache)
    {
        var logProbability = OfClass(outputs.log_softmax(1), labels).select(1, 0);
        var loss = -logProbability * (-logProbability.exp() + 1).pow(focal.Gamma);
        return focal.Alpha.Count == 0 ? loss : loss * cache.Numbers((focal, "alpha"), [.. focal.Alpha]).index_select(0, Classes(labels));
    }

    private static Tensor CrammerSinger(Tensor outputs, Tensor labels) =>
        (OtherClasses(outputs, labels).max(1).values - OfClass(outputs, labels).select(1, 0) + 1).relu();

    // The row's own class cannot be the largest, and has no gradient.
    private static Tensor OtherClasses(Tensor outputs, Tensor labels)
    {
        var classes = Classes(labels).unsqueeze(1);
        return outputs.scatter(1, classes, torch.full_like(classes, float.NegativeInfinity, torch.float32));
    }
}
