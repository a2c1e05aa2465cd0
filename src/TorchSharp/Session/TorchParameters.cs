namespace NeuralTrainers.Torch;

/// <summary>
/// A network's tensors on the device. All trained values lie in one flat tensor and their gradients in another, as in the managed engine, so
/// that an optimizer's step is a handful of operations whatever the number of layers.
/// </summary>
internal sealed class TorchParameters : IDisposable
{
    private readonly ParameterLayout _layout;
    private readonly Dictionary<Parameter, Tensor> _views = [];
    private readonly List<Tensor> _gradientViews = [];

    public TorchParameters(ParameterLayout layout, NetworkWeights weights, torch.Device device)
    {
        _layout = layout;
        var trained = new float[layout.TrainedLength];
        var constants = new float[layout.ConstantLength];
        foreach (var parameter in layout.Parameters)
        {
            weights[parameter.Spec.Name].Values.CopyTo((parameter.Spec.Trains ? trained : constants).AsSpan(parameter.Offset));
        }

        Trained = HostTensors.ToDevice(trained, device);
        Constants = HostTensors.ToDevice(constants, device);
        Gradients = torch.zeros(layout.TrainedLength, torch.float32, device).DetachFromDisposeScope();
        foreach (var parameter in layout.Parameters)
        {
            _views.Add(parameter, parameter.Spec.Trains ? Leaf(parameter) : View(Constants, parameter).DetachFromDisposeScope());
        }
    }

    /// <summary>All values that the optimizer changes.</summary>
    public Tensor Trained { get; }

    /// <summary>Their gradients, which backward passes add to.</summary>
    public Tensor Gradients { get; }

    /// <summary>All other values.</summary>
    public Tensor Constants { get; }

    /// <summary>A tensor in its shape; it changes with <see cref="Trained"/>.</summary>
    public Tensor this[Parameter parameter] => _views[parameter];

    /// <summary>1 where weight decay and penalties pull at a trained value, and 0 elsewhere. The caller disposes it.</summary>
    public Tensor DecayMask()
    {
        var mask = new float[_layout.TrainedLength];
        foreach (var parameter in _layout.Parameters.Where(parameter => parameter.Spec is { Trains: true, Decays: true }))
        {
            mask.AsSpan(parameter.Offset, parameter.Length).Fill(1);
        }

        return HostTensors.ToDevice(mask, Trained.device);
    }

    /// <summary>A copy of all tensors under their names.</summary>
    public NetworkWeights ToWeights()
    {
        var trained = HostTensors.ToArray(Trained);
        var constants = HostTensors.ToArray(Constants);
        return new NetworkWeights(_layout.Parameters.Select(parameter => new WeightTensor(
            parameter.Spec.Name,
            parameter.Spec.Shape,
            (parameter.Spec.Trains ? trained : constants).AsSpan(parameter.Offset, parameter.Length).ToArray())));
    }

    public void Dispose()
    {
        foreach (var tensor in _views.Values.Concat(_gradientViews))
        {
            tensor.Dispose();
        }

        Trained.Dispose();
        Gradients.Dispose();
        Constants.Dispose();
    }

    private static Tensor View(Tensor all, Parameter parameter)
    {
        using var slice = all.narrow(0, parameter.Offset, parameter.Length);
        return slice.view([.. parameter.Spec.Shape.Select(dimension => (long)dimension)]);
    }

    // Autograd adds to a gradient that is there: each leaf's is a part of the flat one.
    private Tensor Leaf(Parameter parameter)
    {
        using var view = View(Trained, parameter);
        var leaf = view.detach().requires_grad_().DetachFromDisposeScope();
        var gradient = View(Gradients, parameter).DetachFromDisposeScope();
        leaf.grad = gradient;
        _gradientViews.Add(gradient);
        return leaf;
    }
}
