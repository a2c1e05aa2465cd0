namespace NeuralTrainers.Torch;

/// <summary>Normalizations of values.</summary>
internal static class Normalizations
{
    // In training this moves the running statistics, in place.
    public static void Run(BatchNormOperation norm, TorchPass pass) => pass[norm.Output] = Finish(
        torch.nn.functional.batch_norm(
            pass[norm.Input],
            pass[norm.RunningMean],
            pass[norm.RunningVariance],
            pass[norm.Weight],
            pass[norm.Bias],
            pass.Training,
            norm.Description.Momentum,
            norm.Description.Epsilon),
        norm.Relu);

    public static void Run(GroupNormOperation norm, TorchPass pass) => pass[norm.Output] = Finish(
        torch.nn.functional.group_norm(pass[norm.Input], norm.Groups, pass[norm.Weight], pass[norm.Bias], norm.Epsilon), norm.Relu);

    private static Tensor Finish(Tensor output, bool relu) => relu ? output.relu() : output;
}
