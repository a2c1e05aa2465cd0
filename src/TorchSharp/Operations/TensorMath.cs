namespace NeuralTrainers.Torch;

/// <summary>Functions that not every version of TorchSharp has under one name.</summary>
internal static class TensorMath
{
    /// <summary>log(1 + exp(x)).</summary>
    public static Tensor Softplus(this Tensor x) => -(-x).log_sigmoid();
}
