using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Computes a head's loss over a batch and starts the backward pass. The loss of an ensemble is the mean of its members' losses.</summary>
internal sealed class HeadLoss
{
    private const int ChunkRows = 64;

    private readonly LossFunction _loss;
    private readonly float[] _classWeights;
    private readonly Value _outputs;
    private readonly int _firstTarget;
    private readonly int _targetWidth;
    private readonly double[] _chunkSums;
    private readonly int _capacity;
    private float[] _partnerGradient = [];

    /// <param name="description">The head.</param>
    /// <param name="outputs">Its raw outputs.</param>
    /// <param name="firstTarget">Where the head's label numbers start in a row's.</param>
    /// <param name="capacity">The largest number of rows.</param>
    public HeadLoss(HeadDescription description, Value outputs, int firstTarget, int capacity)
    {
        _loss = LossFunction.Of(description);
        _classWeights = [.. description.ClassWeights];
        _outputs = outputs;
        _firstTarget = firstTarget;
        _targetWidth = description.TargetWidth;
        _capacity = capacity;
        _chunkSums = new double[(capacity + ChunkRows - 1) / ChunkRows];
    }

    /// <summary>Fills the gradient of <paramref name="factor"/> x row weight x loss / rows, over the rows that have a label.</summary>
    /// <param name="pass">The batch.</param>
    /// <param name="factor">The head's part in the loss of the network.</param>
    /// <returns>The sum of row weight x loss over the rows that have a label, and their number.</returns>
    public (double Sum, int Rows) Run(in Pass pass, float factor)
    {
        var rows = CountLabels(pass.Batch);
        var chunks = (pass.Rows + ChunkRows - 1) / ChunkRows;
        if (pass.Batch.IsMixed && _partnerGradient.Length == 0)
        {
            _partnerGradient = new float[checked(_capacity * _outputs.Copies * _outputs.Width)];
        }

        var work = new Work { Owner = this, Batch = pass.Batch, WeightScale = pass.WeightScale, GradientScale = factor / Math.Max(rows, 1) };
        pass.Team.Run(chunks, ref work);
        _outputs.GradientStarted = true;

        // Always the same order, so that the sum does not depend on the threads.
        double sum = 0;
        for (var i = 0; i < chunks; i++)
        {
            sum += _chunkSums[i];
        }

        return (sum, rows);
    }

    private int CountLabels(Batch batch)
    {
        var rows = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            rows += Loss.IsMissing(Label(batch, row)) ? 0 : 1;
        }

        return rows;
    }

    private Span<float> Label(Batch batch, int row) => batch.TargetRow(row).Slice(_firstTarget, _targetWidth);

    private void RunChunk(int chunk, Batch batch, float weightScale, float gradientScale)
    {
        double sum = 0;
        var copies = _outputs.Copies;
        var end = Math.Min((chunk + 1) * ChunkRows, batch.Count);
        for (var row = chunk * ChunkRows; row < end; row++)
        {
            var share = batch.IsMixed ? batch.MixShares[row] : 1;
            for (var member = row * copies; member < (row + 1) * copies; member++)
            {
                var gradient = _outputs.GradientRow(member);
                sum += RunRow(batch, row, share * weightScale / copies, gradientScale, _outputs.Row(member), gradient);
                if (batch.IsMixed)
                {
                    // Mixup: the partner's label counts for the rest.
                    var ofPartner = _partnerGradient.AsSpan(member * gradient.Length, gradient.Length);
                    var partner = batch.MixPartners[row];
                    sum += RunRow(batch, partner, (1 - share) * weightScale / copies, gradientScale, _outputs.Row(member), ofPartner);
                    TensorPrimitives.Add(gradient, ofPartner, gradient);
                }
            }
        }

        _chunkSums[chunk] = sum;
    }

    // The weighted loss of some outputs by a row's label.
    private double RunRow(Batch batch, int row, float weightScale, float gradientScale, ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        var label = Label(batch, row);
        if (Loss.IsMissing(label))
        {
            gradient.Clear();
            return 0;
        }

        var weight = batch.Weights[row] * weightScale;
        weight *= _classWeights.Length > 0 ? _classWeights[(int)label[0]] : 1;
        var loss = weight * _loss.Row(outputs, label, gradient);
        TensorPrimitives.Multiply(gradient, weight * gradientScale, gradient);
        return loss;
    }

    private struct Work : IChunkWork
    {
        public HeadLoss Owner;
        public Batch Batch;
        public float WeightScale;
        public float GradientScale;

        public readonly void Execute(int chunk) => Owner.RunChunk(chunk, Batch, WeightScale, GradientScale);
    }
}
