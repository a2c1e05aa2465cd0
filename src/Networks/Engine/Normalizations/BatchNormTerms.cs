using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>What batch normalization sums over the rows, for as many columns as a vector holds or fewer.</summary>
internal static unsafe class BatchNormTerms
{
    /// <summary>x.</summary>
    public readonly struct Plain(float* x, int count) : IColumnTerm
    {
        public Vector<float> At(nint offset) => FunctionLoops.Load(x + offset, count);
    }

    /// <summary>(x - center)^2.</summary>
    public readonly struct SquaredDistance(float* x, Vector<float> center, int count) : IColumnTerm
    {
        public Vector<float> At(nint offset)
        {
            var distance = FunctionLoops.Load(x + offset, count) - center;
            return distance * distance;
        }
    }

    /// <summary>dy (x - center).</summary>
    public readonly struct Product(float* dy, float* x, Vector<float> center, int count) : IColumnTerm
    {
        public Vector<float> At(nint offset) => FunctionLoops.Load(dy + offset, count) * (FunctionLoops.Load(x + offset, count) - center);
    }
}
