namespace NeuralTrainers.Networks.Tests;

/// <summary>Holds trained networks to the same weights, bit for bit.</summary>
internal static class SameBits
{
    public static void AssertWeights(TrainedNetwork expected, TrainedNetwork actual, int threads)
    {
        foreach (var tensor in expected.Weights)
        {
            CollectionAssert.AreEqual(tensor.Values, actual.Weights[tensor.Name].Values, $"{tensor.Name} with {threads} threads");
        }
    }
}
