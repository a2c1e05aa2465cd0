using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A fork-join team of persistent background threads. The calling thread is a member: a team of one has no thread of its own.
/// </summary>
/// <remarks>
/// Every member starts on its own range of chunks, the same one in every run of the same size, so that it finds the rows it worked on
/// last in its own cache; when done it helps the others. Which thread runs which chunk is therefore not fixed, and work must not
/// depend on it. Members wait for the next run by spinning for some tens of microseconds (the gap between two products of a training
/// step) and then sleep, so that an idle team costs nothing.
/// </remarks>
internal sealed unsafe class WorkerTeam : IDisposable
{
    private static readonly long SpinTicks = Stopwatch.Frequency / 1_000_000 * 50;

    private static readonly Lazy<WorkerTeam> SharedTeam = new(() => new WorkerTeam(Environment.ProcessorCount));

    private readonly Thread[] _threads;
    private readonly Lane[] _lanes;
    private readonly object _gate = new();
    private delegate*<void*, int, void> _execute;
    private void* _work;
    private Exception? _failure;
    private int _busy;
    private int _generation;
    private int _sleepers;
    private int _pending;
    private volatile bool _disposed;

    /// <summary>Starts a team of <paramref name="threads"/> members, the caller included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _lanes = new Lane[threads];
        _threads = new Thread[threads - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int member = i + 1;
            _threads[i] = new Thread(() => Serve(member)) { IsBackground = true, Name = "NeuralTrainers worker" };
            _threads[i].Start();
        }
    }

    /// <summary>A team of its caller alone. It has no thread and no state, so any number of threads may use it.</summary>
    public static WorkerTeam CallerOnly { get; } = new(1);

    /// <summary>
    /// A team of one member per processor that never ends, started when first asked for. Any number of threads may use it; those that find it
    /// busy work alone.
    /// </summary>
    public static WorkerTeam Shared => SharedTeam.Value;

    /// <summary>The number of members, the caller included.</summary>
    public int Threads => _lanes.Length;

    /// <summary>
    /// Runs chunks 0 to <paramref name="chunkCount"/> - 1 of <paramref name="work"/> and returns when all are done. Allocates nothing.
    /// </summary>
    /// <remarks>
    /// A run that starts while another is in progress (from a chunk, or from another thread that shares the team) is done by its caller
    /// alone. When a chunk throws, chunks not yet begun are skipped and the first exception reaches the caller.
    /// </remarks>
    public void Run<TWork>(int chunkCount, ref TWork work)
        where TWork : struct, IChunkWork
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (chunkCount <= 1 || _lanes.Length == 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int chunk = 0; chunk < chunkCount; chunk++)
            {
                work.Execute(chunk);
            }

            return;
        }

        fixed (byte* pointer = &Unsafe.As<TWork, byte>(ref work))
        {
            _work = pointer;
            _execute = &Invoke<TWork>;
            Fork(chunkCount);
            Participate(0);
            Join();
        }
    }

    /// <summary>Ends the team's threads.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        lock (_gate)
        {
            Interlocked.Increment(ref _generation);
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private static void Invoke<TWork>(void* work, int chunk)
        where TWork : struct, IChunkWork => Unsafe.AsRef<TWork>(work).Execute(chunk);

    private void Fork(int chunkCount)
    {
        _failure = null;
        _pending = chunkCount;
        int members = _lanes.Length;
        for (int member = 0; member < members; member++)
        {
            int next = (int)((long)chunkCount * member / members);
            int end = (int)((long)chunkCount * (member + 1) / members);
            Volatile.Write(ref _lanes[member].Range, ((long)end << 32) | (uint)next);
        }

        // A full fence: the generation must be visible before the number of sleepers is read, see WaitForRun.
        Interlocked.Increment(ref _generation);
        if (_sleepers > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Join()
    {
        SpinWait spin = default;
        while (Volatile.Read(ref _pending) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        Exception? failure = _failure;
        Volatile.Write(ref _busy, 0);
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Serve(int member)
    {
        int seen = 0;
        while (true)
        {
            seen = WaitForRun(seen);
            if (_disposed)
            {
                return;
            }

            Participate(member);
        }
    }

    private int WaitForRun(int seen)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            int generation = Volatile.Read(ref _generation);
            if (generation != seen)
            {
                return generation;
            }

            Thread.SpinWait(8);
        }
        while (Stopwatch.GetTimestamp() - start < SpinTicks);

        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            while (Volatile.Read(ref _generation) == seen)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _sleepers);
            return _generation;
        }
    }

    private void Participate(int member)
    {
        int members = _lanes.Length;
        for (int i = 0; i < members; i++)
        {
            int lane = member + i;
            lane = lane >= members ? lane - members : lane;
            while (TryTake(ref _lanes[lane].Range, out int chunk))
            {
                ExecuteChunk(chunk);
            }
        }
    }

    // A member that comes late may take a chunk of a newer run than the one it woke up for. That is sound: the run cannot end before
    // that chunk is done, and _work and _execute were written before its range was.
    private static bool TryTake(ref long range, out int chunk)
    {
        long seen = Volatile.Read(ref range);
        while ((int)seen < (int)(seen >> 32))
        {
            long actual = Interlocked.CompareExchange(ref range, seen + 1, seen);
            if (actual == seen)
            {
                chunk = (int)seen;
                return true;
            }

            seen = actual;
        }

        chunk = -1;
        return false;
    }

    private void ExecuteChunk(int chunk)
    {
        try
        {
            if (_failure is null)
            {
                _execute(_work, chunk);
            }
        }
#pragma warning disable CA1031 // The exception is handed to the caller of Run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }

        Interlocked.Decrement(ref _pending);
    }

    /// <summary>The chunks a member starts on: next in the low half, end in the high half. Padded against false sharing.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Lane
    {
        [FieldOffset(64)]
        public long Range;
    }
}
