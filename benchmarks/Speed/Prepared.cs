using System.Diagnostics;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>A case that is set up, and its times so far.</summary>
/// <param name="call">One call.</param>
/// <param name="resources">Disposed with it.</param>
internal sealed class Prepared(Action call, params IDisposable[] resources) : IDisposable
{
    private readonly List<double> _milliseconds = [];

    public double Median => Statistics.Median(_milliseconds);

    /// <summary>Calls without a record for some seconds, so that every method is compiled at its last tier.</summary>
    public void WarmUp(double seconds)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;)
        {
            call();
        }
    }

    /// <summary>Samples for some seconds, one at least.</summary>
    public void Sample(double seconds, int callsPerSample)
    {
        var start = Stopwatch.GetTimestamp();
        for (var samples = 0; samples < 1 || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; samples++)
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0; i < callsPerSample; i++)
            {
                call();
            }

            _milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds / callsPerSample);
        }
    }

    public void Dispose()
    {
        foreach (var resource in resources)
        {
            resource.Dispose();
        }
    }
}
