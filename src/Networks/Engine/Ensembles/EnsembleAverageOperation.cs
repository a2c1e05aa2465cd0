namespace NeuralTrainers.Networks;

/// <summary>Averages what an ensemble's members say, as its loss understands it. Does nothing in training, where each member learns by itself.</summary>
internal sealed class EnsembleAverageOperation(LossFunction loss, Value members, Value output) : Operation
{
    public Value Members => members;

    public Value Output => output;

    public LossFunction Loss => loss;

    public override void Bind(Binding binding)
    {
    }

    public override unsafe void Forward(in Pass pass)
    {
        if (pass.Training)
        {
            return;
        }

        var length = members.Width * members.Copies;
        for (var row = 0; row < pass.Rows; row++)
        {
            loss.Average(new ReadOnlySpan<float>(members.Data + ((nint)row * length), length), output.Row(row));
        }
    }

    public override void Backward(in Pass pass)
    {
    }
}
