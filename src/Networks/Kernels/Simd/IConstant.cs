namespace NeuralTrainers.Networks.Kernels;

/// <summary>A number that the compiler knows: code that is generic over it is compiled once per number.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}
