using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Reads rows with all threads of a team, so that each finds in its own cache the rows that it works on next.</summary>
internal static class BatchReader
{
    private const int ChunkRows = 32;

    /// <summary>Clears <paramref name="batch"/> and fills it with the named rows, in that order.</summary>
    public static unsafe void Read(IBatchSource source, ReadOnlySpan<int> rows, Batch batch, WorkerTeam team)
    {
        if (source is not IConcurrentBatchSource concurrent || !concurrent.TryReserve(rows, batch))
        {
            source.Read(rows, batch);
            return;
        }

        fixed (int* pointer = rows)
        {
            var work = new ReadWork { Source = concurrent, Rows = pointer, Count = rows.Length, Batch = batch };
            team.Run((rows.Length + ChunkRows - 1) / ChunkRows, ref work);
        }
    }

    private unsafe struct ReadWork : IChunkWork
    {
        public IConcurrentBatchSource Source;
        public int* Rows;
        public int Count;
        public Batch Batch;

        public readonly void Execute(int chunk)
        {
            var first = chunk * ChunkRows;
            Source.Fill(new ReadOnlySpan<int>(Rows + first, Math.Min(ChunkRows, Count - first)), Batch, first);
        }
    }
}
