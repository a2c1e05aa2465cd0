using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>An operation that treats each row by itself: threads take chunks of rows.</summary>
/// <param name="output">What the operation writes.</param>
/// <param name="rowLength">About how many numbers are touched per row; it sets the size of the chunks.</param>
internal abstract class RowOperation(Value output, int rowLength) : Operation
{
    private const int ChunkLength = 8192;

    private readonly int _chunkRows = Math.Max(1, ChunkLength / Math.Max(rowLength, 1));

    /// <summary>What the operation writes.</summary>
    public Value Output { get; } = output;

    public override void Bind(Binding binding)
    {
    }

    public sealed override void Forward(in Pass pass)
    {
        var rows = Output.Rows(pass);
        var work = new Work { Operation = this, Rows = rows };
        pass.Team.Run((rows + _chunkRows - 1) / _chunkRows, ref work);
    }

    public sealed override void Backward(in Pass pass)
    {
        if (!BeginBackward())
        {
            return;
        }

        var rows = Output.Rows(pass);
        var work = new Work { Operation = this, Rows = rows, Backward = true };
        pass.Team.Run((rows + _chunkRows - 1) / _chunkRows, ref work);
    }

    /// <summary>Asks the inputs whether to add to their gradients.</summary>
    /// <returns>Whether any input needs a gradient.</returns>
    protected abstract bool BeginBackward();

    protected abstract void ForwardRow(int row);

    protected abstract void BackwardRow(int row);

    private struct Work : IChunkWork
    {
        public RowOperation Operation;
        public int Rows;
        public bool Backward;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * Operation._chunkRows, Rows);
            for (var row = chunk * Operation._chunkRows; row < end; row++)
            {
                if (Backward)
                {
                    Operation.BackwardRow(row);
                }
                else
                {
                    Operation.ForwardRow(row);
                }
            }
        }
    }
}
