using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// log P(k) of P(k) = p [k = y] + (1 - p) softmax(c)_k, with p the logistic function of the persistence block's output. Logarithms of
/// probabilities are logits, too, so that any loss of class probabilities can follow.
/// </summary>
internal sealed unsafe class ClassMixtureOperation(float initialLogit, PreviousValues previous, Value logit, Value change, Value output, Value probability) : Operation
{
    public float InitialLogit => initialLogit;

    public PreviousValues Previous => previous;

    public Value Logit => logit;

    public Value Change => change;

    public Value Output => output;

    private const int ChunkRows = 32;

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass) => Run(pass, backward: false);

    public override void Backward(in Pass pass)
    {
        Run(pass, backward: true);
        logit.GradientStarted = true;
        change.GradientStarted = true;
    }

    private int Classes => change.Width;

    private int Members => change.Copies;

    private void Run(in Pass pass, bool backward)
    {
        var work = new Work { Operation = this, Previous = previous.In(pass), Rows = output.Rows(pass), Backward = backward };
        pass.Team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
    }

    private void ForwardRow(int row, int current)
    {
        var classes = change.Row(row);
        var mixture = output.Row(row);
        var (stays, goes) = Logistic.Logarithms(current < 0 ? double.NegativeInfinity : logit.Data[row] + initialLogit);
        var shift = goes - RowSoftmax.LogSumExp(classes);
        TensorPrimitives.Add(classes, (float)shift, mixture);
        probability.Data[row] = (float)Math.Exp(stays);
        if (current >= 0)
        {
            mixture[current] = (float)LogAdd(stays, classes[current] + shift);
        }
    }

    // With r = p / P(y), the share of persistence in the previous value's probability, log P(y) has the derivatives r by log p and 1 - r
    // by log (1 - p) and by log softmax(c)_y.
    private void BackwardRow(int row, int current)
    {
        var classes = change.Row(row);
        var gradient = output.GradientRow(row);
        var changeGradient = change.GradientRow(row);
        RowSoftmax.Probabilities(classes, changeGradient);
        double sum = TensorPrimitives.Sum<float>(gradient);
        double persistence = 0;
        if (current >= 0)
        {
            double a = logit.Data[row] + initialLogit;
            var (stays, goes) = Logistic.Logarithms(a);
            persistence = Math.Exp(stays - output.Row(row)[current]) * gradient[current];
            sum -= persistence;
            logit.Gradient[row] = (float)((Math.Exp(goes) * persistence) - (Math.Exp(stays) * sum));
        }
        else
        {
            logit.Gradient[row] = 0;
        }

        TensorPrimitives.Multiply(changeGradient, (float)-sum, changeGradient);
        TensorPrimitives.Add(changeGradient, gradient, changeGradient);
        if (current >= 0)
        {
            changeGradient[current] -= (float)persistence;
        }
    }

    private static double LogAdd(double x, double y)
    {
        var larger = Math.Max(x, y);
        return double.IsInfinity(larger) ? larger : larger + Math.Log(1 + Math.Exp(-Math.Abs(x - y)));
    }

    private struct Work : IChunkWork
    {
        public ClassMixtureOperation Operation;
        public PreviousValues.Rows Previous;
        public int Rows;
        public bool Backward;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                var current = Previous.Class(row / Operation.Members, Operation.Classes);
                if (Backward)
                {
                    Operation.BackwardRow(row, current);
                }
                else
                {
                    Operation.ForwardRow(row, current);
                }
            }
        }
    }
}
