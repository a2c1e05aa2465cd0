using System.Diagnostics;
using TorchSharp;

namespace NeuralTrainers.Benchmarks.Speed;

internal static partial class ProductPeak
{
    private const int SmallestSize = 512;
    private const int LargestSize = 16_384;
    private const double SecondsOfASize = 0.5;
    private const double LongestProduct = 0.25;

    static partial void Measure(TrainingDevice device, ref double? peak)
    {
        var place = device == TrainingDevice.Cuda ? torch.CUDA : torch.CPU;
        double best = 0;
        var longest = 0.0;
        for (var size = SmallestSize; size <= LargestSize && longest < LongestProduct; size *= 2)
        {
            using var scope = torch.NewDisposeScope();
            var (left, right) = (torch.rand(size, size, device: place), torch.rand(size, size, device: place));
            var product = torch.empty(size, size, device: place);
            Time(left, right, product, place);
            longest = double.PositiveInfinity;
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfASize;)
            {
                longest = Math.Min(longest, Time(left, right, product, place));
            }

            best = Math.Max(best, 2.0 * size * size * size / longest / 1e9);
        }

        peak = best;
    }

    private static double Time(torch.Tensor left, torch.Tensor right, torch.Tensor product, torch.Device place)
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
