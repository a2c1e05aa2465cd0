namespace NeuralTrainers.Networks;

/// <summary>A tensor that a described network needs.</summary>
/// <param name="Name">Its name in the weights file.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Initialization">What training starts from.</param>
/// <param name="Decays">Whether weight decay pulls it to zero: matrices yes, biases no.</param>
/// <param name="Trains">Whether the optimizer changes it.</param>
internal sealed record ParameterSpec(string Name, IReadOnlyList<int> Shape, Initialization Initialization, bool Decays, bool Trains)
{
    public long Length { get; } = LengthOf(Shape);

    private static long LengthOf(IReadOnlyList<int> shape)
    {
        long length = 1;
        foreach (var dimension in shape)
        {
            length = checked(length * dimension);
        }

        return length;
    }
}
