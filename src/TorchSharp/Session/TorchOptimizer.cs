namespace NeuralTrainers.Torch;

/// <summary>The managed engine's optimizers in tensor operations, over all trained values at once. Holds their state.</summary>
/// <remarks>TorchSharp's own are not used: some differ (its RAdam multiplies by the learning rate twice), and each tensor would be a step of its own.</remarks>
internal sealed class TorchOptimizer : IDisposable
{
    private readonly Optimizer _optimizer;
    private readonly TorchParameters _parameters;
    private readonly float _coupledDecay;
    private readonly float _decoupledDecay;
    private readonly float _l1;
    private readonly Tensor? _decays;

    public TorchOptimizer(TorchParameters parameters, TrainingSettings settings)
    {
        _parameters = parameters;
        _optimizer = settings.Optimizer;
        _coupledDecay = _optimizer is AdamW ? 0 : settings.WeightDecay;
        _decoupledDecay = _optimizer is AdamW ? settings.WeightDecay : 0;
        _l1 = settings.L1Penalty;
        _decays = settings.WeightDecay > 0 || _l1 > 0 ? parameters.DecayMask() : null;
        States = [.. Enumerable.Range(0, StateCount(_optimizer)).Select(_ => torch.zeros_like(parameters.Trained).DetachFromDisposeScope())];
    }

    /// <summary>What the next steps depend on, each laid out as the trained values are.</summary>
    public IReadOnlyList<Tensor> States { get; }

    /// <summary>One update by the gradients, which are used up.</summary>
    /// <param name="number">The number of the step, counted from 1.</param>
    /// <param name="learningRate">The learning rate.</param>
    public void Step(long number, double learningRate)
    {
        var (values, gradients) = (_parameters.Trained, _parameters.Gradients);
        if (_coupledDecay > 0)
        {
            gradients.addcmul_(values, _decays!, _coupledDecay);
        }

        if (_l1 > 0)
        {
            gradients.addcmul_(values.sign(), _decays!, _l1);
        }

        if (_decoupledDecay > 0)
        {
            values.addcmul_(values, _decays!, -learningRate * _decoupledDecay);
        }

        Update(values, gradients, number, learningRate);
    }

    public void Dispose()
    {
        _decays?.Dispose();
        foreach (var state in States)
        {
            state.Dispose();
        }
    }

    private static int StateCount(Optimizer optimizer) => optimizer switch
    {
        Sgd { Momentum: 0 } => 0,
        Sgd or AdaGrad or RmsProp { Momentum: 0, Centered: false } => 1,
        AdamW or Adam or AdaMax or AdaDelta => 2,
        RmsProp => 3,
        Lbfgs => 0,
        _ => throw new NotSupportedException(
            $"The TorchSharp backend does not know the optimizer {optimizer.GetType().Name}: choose another, or train with Device = Cpu."),
    };

    private void Update(Tensor values, Tensor gradients, long number, double rate)
    {
        switch (_optimizer)
        {
            case AdamW adam:
                MoveByMoments(values, gradients, number, rate, adam.Beta1, adam.Beta2, adam.Epsilon);
                break;
            case Adam adam:
                MoveByMoments(values, gradients, number, rate, adam.Beta1, adam.Beta2, adam.Epsilon);
                break;
            case AdaMax adaMax:
                Average(States[0], gradients, adaMax.Beta1);
                States[1].copy_((States[1] * adaMax.Beta2).maximum(gradients.abs() + adaMax.Epsilon));
                values.addcdiv_(States[0], States[1], -rate / (1 - Math.Pow(adaMax.Beta1, number)));
                break;
            case AdaGrad adaGrad:
                States[0].addcmul_(gradients, gradients, 1);
                values.addcdiv_(gradients, States[0].sqrt().add_(adaGrad.Epsilon), -rate);
                break;
            case AdaDelta adaDelta:
                AverageSquares(States[0], gradients, adaDelta.Rho);
                var delta = (States[1] + adaDelta.Epsilon).div_(States[0] + adaDelta.Epsilon).sqrt_().mul_(gradients);
                AverageSquares(States[1], delta, adaDelta.Rho);
                values.add_(delta, -rate);
                break;
            case RmsProp { Momentum: 0, Centered: false } rms:
                AverageSquares(States[0], gradients, rms.Alpha);
                values.addcdiv_(gradients, States[0].sqrt().add_(rms.Epsilon), -rate);
                break;
            case RmsProp rms:
                MoveByVelocity(rms, values, gradients, rate);
                break;
            case Sgd { Momentum: 0 }:
                values.add_(gradients, -rate);
                break;
            case Sgd sgd:
                States[0].mul_(sgd.Momentum).add_(gradients);
                values.add_(States[0], -rate * (sgd.Nesterov ? sgd.Momentum : 1));
                if (sgd.Nesterov)
                {
                    values.add_(gradients, -rate);
                }

                break;
        }
    }

    private void MoveByMoments(Tensor values, Tensor gradients, long number, double rate, double beta1, double beta2, double epsilon)
    {
        Average(States[0], gradients, beta1);
        AverageSquares(States[1], gradients, beta2);
        var denominator = States[1].sqrt().mul_(1 / Math.Sqrt(1 - Math.Pow(beta2, number))).add_(epsilon);
        values.addcdiv_(States[0], denominator, -rate / (1 - Math.Pow(beta1, number)));
    }

    private void MoveByVelocity(RmsProp rms, Tensor values, Tensor gradients, double rate)
    {
        AverageSquares(States[0], gradients, rms.Alpha);
        Average(States[1], gradients, rms.Alpha);

        // Rounding can make the variance of a steady gradient negative.
        var variance = rms.Centered ? (States[0] - (States[1] * States[1])).clamp(0) : States[0];
        States[2].mul_(rms.Momentum).addcdiv_(gradients, variance.sqrt().add_(rms.Epsilon), 1);
        values.add_(States[2], -rate);
    }

    private static void Average(Tensor mean, Tensor values, double keep) => mean.mul_(keep).add_(values, 1 - keep);

    private static void AverageSquares(Tensor mean, Tensor values, double keep) => mean.mul_(keep).addcmul_(values, values, 1 - keep);
}
