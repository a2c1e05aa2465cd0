using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Computes a head's loss over a batch and starts the backward pass.</summary>
internal sealed unsafe class HeadLoss
{
    private const int ChunkRows = 64;

    private readonly LossFunction _loss;
    private readonly Value _outputs;
    private readonly int _firstTarget;
    private readonly int _targetWidth;
    private readonly double[] _chunkSums;

    /// <param name="description">The head.</param>
    /// <param name="outputs">Its raw outputs.</param>
    /// <param name="firstTarget">Where the head's label numbers start in a row's.</param>
    /// <param name="capacity">The largest number of rows.</param>
    public HeadLoss(HeadDescription description, Value outputs, int firstTarget, int capacity)
    {
        _loss = LossFunction.Of(description);
        _outputs = outputs;
        _firstTarget = firstTarget;
        _targetWidth = description.TargetWidth;
        _chunkSums = new double[(capacity + ChunkRows - 1) / ChunkRows];
    }

    /// <summary>Fills the gradient of weight x loss / rows.</summary>
    /// <returns>The sum of weight x loss over the rows.</returns>
    public double Run(in Pass pass, float weightScale)
    {
        var chunks = (pass.Rows + ChunkRows - 1) / ChunkRows;
        var work = new Work { Owner = this, Batch = pass.Batch, WeightScale = weightScale };
        pass.Team.Run(chunks, ref work);
        _outputs.GradientStarted = true;

        // Always the same order, so that the sum does not depend on the threads.
        double sum = 0;
        for (var i = 0; i < chunks; i++)
        {
            sum += _chunkSums[i];
        }

        return sum;
    }

    private void RunChunk(int chunk, Batch batch, float weightScale)
    {
        double sum = 0;
        var end = Math.Min((chunk + 1) * ChunkRows, batch.Count);
        for (var row = chunk * ChunkRows; row < end; row++)
        {
            var outputs = new ReadOnlySpan<float>(_outputs.Data + ((nint)row * _outputs.Width), _outputs.Width);
            var gradient = new Span<float>(_outputs.Gradient + ((nint)row * _outputs.Width), _outputs.Width);
            var weight = batch.Weights[row] * weightScale;
            sum += weight * _loss.Row(outputs, batch.TargetRow(row).Slice(_firstTarget, _targetWidth), gradient);
            TensorPrimitives.Multiply(gradient, weight / batch.Count, gradient);
        }

        _chunkSums[chunk] = sum;
    }

    private struct Work : IChunkWork
    {
        public HeadLoss Owner;
        public Batch Batch;
        public float WeightScale;

        public readonly void Execute(int chunk) => Owner.RunChunk(chunk, Batch, WeightScale);
    }
}
