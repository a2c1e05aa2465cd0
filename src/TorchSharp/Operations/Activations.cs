namespace NeuralTrainers.Torch;

/// <summary>Elementwise nonlinearities.</summary>
internal static class Activations
{
    public static void Run(IElementwiseOperation operation, TorchPass pass)
    {
        var parameter = operation.Learned is { } learned ? pass[learned] : null;
        pass[operation.Output] = Apply(operation.Function, pass[operation.Input], parameter);
    }

    public static void Run(MaxoutOperation maxout, TorchPass pass)
    {
        var pieces = pass[maxout.Input].reshape(-1, maxout.Pieces, maxout.Output.Width);
        pass[maxout.Output] = pieces.max(1).values;
    }

    private static Tensor Apply(IElementwiseFunction function, Tensor x, Tensor? parameter) => function switch
    {
        ReluFunction => x.relu(),
        LeakyReluFunction leaky => x.leaky_relu(leaky.NegativeSlope),
        EluFunction elu => torch.where(x.gt(0), x * elu.Scale, x.clamp(null, 0).expm1() * (elu.Alpha * elu.Scale)),
        GeluFunction => x.gelu(),
        SiluFunction => x.silu(),
        MishFunction => x * x.Softplus().tanh(),
        SoftplusFunction => x.Softplus(),
        SigmoidFunction => x.sigmoid(),
        TanhFunction => x.tanh(),
        GaussianFunction => (-(x * x)).exp(),
        ParametricReluFunction => torch.where(x.gt(0), x, x * parameter!),
        LinearSigmoidFunction => torch.where(x.gt(0), x, (x - parameter!).sigmoid()),
        _ => throw new NotSupportedException($"The TorchSharp backend does not know the activation {function.GetType().Name}."),
    };
}
