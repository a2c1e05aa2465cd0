using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The elementwise loops of a batch ensemble's layer.</summary>
internal static unsafe class EnsembleLoops
{
    /// <summary>y = x scale + shift, then ReLU if asked. y may be x.</summary>
    public static void ScaleAndShift(float* x, float* scale, float* shift, float* y, int length, bool relu)
    {
        var floor = new Vector<float>(relu ? 0 : float.NegativeInfinity);
        for (var i = 0; i < length; i += Vector<float>.Count)
        {
            var count = Math.Min(Vector<float>.Count, length - i);
            var value = Vector.FusedMultiplyAdd(
                FunctionLoops.Load(x + i, count), FunctionLoops.Load(scale + i, count), FunctionLoops.Load(shift + i, count));
            FunctionLoops.Store(Vector.Max(value, floor), y + i, count);
        }
    }

    /// <summary>
    /// The backward pass of one row: dy, cut off where y is 0 and scaled by what dropout scaled, is added to the bias' gradient, times x to the
    /// scale's, and becomes the gradient by x.
    /// </summary>
    /// <param name="y">The outputs after ReLU, or null without.</param>
    /// <param name="dropoutScale">What kept outputs were multiplied by.</param>
    /// <param name="x">The products.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="dy">The gradient by y, overwritten.</param>
    /// <param name="biasGradient">Added to.</param>
    /// <param name="scaleGradient">Added to.</param>
    /// <param name="length">The number of elements.</param>
    public static void Backward(
        float* y, float dropoutScale, float* x, float* scale, float* dy, float* biasGradient, float* scaleGradient, int length)
    {
        for (var i = 0; i < length; i += Vector<float>.Count)
        {
            var count = Math.Min(Vector<float>.Count, length - i);
            var gradient = FunctionLoops.Load(dy + i, count) * dropoutScale;
            if (y is not null)
            {
                var passed = Vector.GreaterThan(FunctionLoops.Load(y + i, count), Vector<float>.Zero);
                gradient = Vector.ConditionalSelect(passed, gradient, Vector<float>.Zero);
            }

            FunctionLoops.Store(FunctionLoops.Load(biasGradient + i, count) + gradient, biasGradient + i, count);
            var sum = Vector.FusedMultiplyAdd(gradient, FunctionLoops.Load(x + i, count), FunctionLoops.Load(scaleGradient + i, count));
            FunctionLoops.Store(sum, scaleGradient + i, count);
            FunctionLoops.Store(gradient * FunctionLoops.Load(scale + i, count), dy + i, count);
        }
    }
}
