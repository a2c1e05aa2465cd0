using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Torch;

/// <summary>
/// L-BFGS: the managed engine's minimizer on the host, whose losses and gradients are found on the device. What it does itself is small
/// beside a pass over all rows.
/// </summary>
internal sealed class FullBatchStep
{
    private readonly TorchParameters _parameters;
    private readonly TrainedValues _trained;
    private readonly FullBatchUpdate _update;
    private Func<double> _evaluate = () => 0;

    public FullBatchStep(Lbfgs optimizer, ParameterLayout layout, TorchParameters parameters, float weightDecay)
    {
        _parameters = parameters;
        _trained = new TrainedValues(layout, new AlignedBuffer(layout.TrainedLength), new AlignedBuffer(layout.TrainedLength), []);
        _update = new FullBatchUpdate(optimizer, _trained, weightDecay, Evaluate);
    }

    public bool HasConverged => _update.HasConverged;

    public double GradientNorm => _update.GradientNorm;

    /// <summary>One step.</summary>
    /// <param name="evaluate">Goes through all rows with the weights on the device, calls <see cref="AddGradient"/> for each batch, and returns the mean loss.</param>
    public void Run(Func<double> evaluate)
    {
        _evaluate = evaluate;
        HostTensors.Read(_parameters.Trained, _trained.Values.Span);
        _update.Step();
        SendValues();
    }

    /// <summary>Adds the gradient that is on the device.</summary>
    /// <param name="share">The batch's share of all rows.</param>
    public void AddGradient(float share)
    {
        HostTensors.Read(_parameters.Gradients, _trained.Gradients.Span);
        _update.AddGradient(share);
    }

    public IEnumerable<WeightTensor> GetState() => _update.Pairs.GetState();

    public void SetState(NetworkWeights state) => _update.Pairs.SetState(state);

    private double Evaluate()
    {
        SendValues();
        return _evaluate();
    }

    private void SendValues()
    {
        using var gradients = torch.no_grad();
        HostTensors.Write<float>(_trained.Values.Span, _parameters.Trained);
    }
}
