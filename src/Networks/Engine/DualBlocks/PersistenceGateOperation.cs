using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// g y + (1 - g) c of standardised numbers, with g = p, or with a threshold the comparison p > tau, in training its surrogate. Adds the
/// loss that makes p the probability of an unchanged label, if it has a weight.
/// </summary>
internal sealed unsafe class PersistenceGateOperation(
    HeadDescription head, int target, PreviousValues previous, Value logit, Value? threshold, Value change, Value output, Value probability) : Operation
{
    public HeadDescription Head => head;

    public int Target => target;

    public PreviousValues Previous => previous;

    public Value Logit => logit;

    public Value? Threshold => threshold;

    public Value Change => change;

    public Value Output => output;

    private const int ChunkRows = 64;

    private readonly DualBlockDescription _block = head.DualBlock!;
    private readonly float _initialLogit = head.DualBlock!.InitialLogit;
    private double[] _penalties = [];
    private double _penalty;

    public override double Penalty => _penalty;

    public override void Bind(Binding binding) => _penalties = new double[((binding.Capacity * output.Copies) + ChunkRows - 1) / ChunkRows];

    public override void Forward(in Pass pass)
    {
        var values = previous.In(pass);
        for (var row = 0; row < output.Rows(pass); row++)
        {
            var before = values.Number(row / output.Copies);
            probability.Data[row] = float.IsNaN(before) ? 0 : (float)Logistic.Of(LogitOf(row));
            var gate = float.IsNaN(before) ? 0 : Gate(row, pass.Training);
            output.Data[row] = gate == 0 ? change.Data[row] : (gate * Standardize(before)) + ((1 - gate) * change.Data[row]);
        }
    }

    public override void Backward(in Pass pass)
    {
        var rows = output.Rows(pass);
        var chunks = (rows + ChunkRows - 1) / ChunkRows;
        var work = new Work { Operation = this, Pass = pass, Previous = previous.In(pass) };
        pass.Team.Run(chunks, ref work);
        logit.GradientStarted = true;
        change.GradientStarted = true;
        if (threshold is not null)
        {
            threshold.GradientStarted = true;
        }

        // Always the same order, so that the sum does not depend on the threads.
        _penalty = 0;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            _penalty += _penalties[chunk] / rows;
        }
    }

    private int Members => output.Copies;

    private int Rows(in Pass pass) => output.Rows(pass);

    private float LogitOf(int row) => logit.Data[row] + _initialLogit;

    private float Standardize(float value) => (value - head.TargetMean) / head.TargetScale;

    private float Gate(int row, bool training) => threshold is null ? (float)Logistic.Of(LogitOf(row))
        : training ? (float)Logistic.Of((LogitOf(row) - threshold.Data[row]) / _block.Threshold!.Temperature)
        : LogitOf(row) > threshold.Data[row] ? 1 : 0;

    /// <summary>The gradients of a row.</summary>
    /// <returns>The row's share of the penalty.</returns>
    private double BackwardRow(in Pass pass, int row, float before)
    {
        var gradient = output.Gradient[row];
        float slope = 0;
        float gate = 0;
        double penalty = 0;
        double penaltySlope = 0;
        if (!float.IsNaN(before))
        {
            gate = Gate(row, training: true);
            slope = gradient * (Standardize(before) - change.Data[row]) * gate * (1 - gate) / (_block.Threshold?.Temperature ?? 1);
            var label = pass.Batch.TargetRow(row / output.Copies)[target];
            if (_block.PersistenceLossWeight > 0 && !float.IsNaN(label))
            {
                double a = LogitOf(row);
                var (stays, goes) = Logistic.Logarithms(a);
                var unchanged = Math.Abs(label - before) <= _block.Tolerance;
                var weight = (double)_block.PersistenceLossWeight * head.Weight * pass.Batch.Weights[row / output.Copies] * pass.WeightScale;
                penalty = -weight * (unchanged ? stays : goes);
                penaltySlope = weight * (Logistic.Of(a) - (unchanged ? 1 : 0)) / output.Rows(pass);
            }
        }

        change.Gradient[row] = gradient * (1 - gate);
        logit.Gradient[row] = (float)(slope + penaltySlope);
        if (threshold is not null)
        {
            threshold.Gradient[row] = -slope;
        }

        return penalty;
    }

    private struct Work : IChunkWork
    {
        public PersistenceGateOperation Operation;
        public Pass Pass;
        public PreviousValues.Rows Previous;

        public readonly void Execute(int chunk)
        {
            double penalty = 0;
            var end = Math.Min((chunk + 1) * ChunkRows, Operation.Rows(Pass));
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                penalty += Operation.BackwardRow(Pass, row, Previous.Number(row / Operation.Members));
            }

            Operation._penalties[chunk] = penalty;
        }
    }
}
