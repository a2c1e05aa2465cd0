using System.Diagnostics;
using TorchSharp;

namespace NeuralTrainers.Benchmarks.Speed;

internal static partial class ProductPeak
{
    private const int SmallestSize = 512;
    private const int LargestSize = 16_384;
    private const double SecondsOfASize = 0.5;
    private const double LongestProduct = 0.25;

    static partial void Measure(TrainingDevice device, MatrixPrecision precision, ref double? peak)
    {
        var place = device == TrainingDevice.Cuda ? torch.CUDA : torch.CPU;
        var type = precision == MatrixPrecision.BFloat16 ? torch.bfloat16 : torch.float32;
        var before = torch.backends.cuda.matmul.allow_tf32;
        torch.backends.cuda.matmul.allow_tf32 = precision == MatrixPrecision.TensorFloat32;
        double best = 0;
        var longest = 0.0;
        for (var size = SmallestSize; size <= LargestSize && longest < LongestProduct; size *= 2)
        {
            using var scope = torch.NewDisposeScope();
            var (left, right) = (torch.rand(size, size, device: place).to_type(type), torch.rand(size, size, device: place).to_type(type));
            Time(left, right, place);
            longest = double.PositiveInfinity;
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfASize;)
            {
                longest = Math.Min(longest, Time(left, right, place));
            }

            best = Math.Max(best, 2.0 * size * size * size / longest / 1e9);
        }

        torch.backends.cuda.matmul.allow_tf32 = before;
        peak = best;
    }

    private static double Time(torch.Tensor left, torch.Tensor right, torch.Device place)
    {
        var start = Stopwatch.GetTimestamp();
        using var result = left.mm(right);
        if (place.type == DeviceType.CUDA)
        {
            torch.cuda.synchronize(place);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
