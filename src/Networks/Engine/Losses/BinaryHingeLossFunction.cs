namespace NeuralTrainers.Networks;

internal sealed class BinaryHingeLossFunction() : SideLossFunction(1, 1)
{
    protected override (double Loss, double Slope) Value(double logit) => (Math.Max(0, 1 - logit), logit < 1 ? -1 : 0);
}
