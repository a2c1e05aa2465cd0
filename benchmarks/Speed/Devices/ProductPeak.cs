namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>A device's peak as libtorch's products of large matrices reach it. Where there is no TorchSharp there is none.</summary>
internal static partial class ProductPeak
{
    /// <summary>GFLOP/s of the best product, or null.</summary>
    public static double? Of(TrainingDevice device, MatrixPrecision precision)
    {
        double? peak = null;
        Measure(device, precision, ref peak);
        return peak;
    }

    static partial void Measure(TrainingDevice device, MatrixPrecision precision, ref double? peak);
}
