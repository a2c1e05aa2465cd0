using Microsoft.ML;

namespace NeuralTrainers.Samples;

/// <summary>ML.NET's FastTree, where the build has it.</summary>
internal static class BoostedTrees
{
    /// <summary>The trainer at its defaults, or null without ML.NET's package of trees.</summary>
    public static IEstimator<ITransformer>? Create(MLContext mlContext, string label, string features) =>
#if FASTTREE
        mlContext.BinaryClassification.Trainers.FastTree(label, features);
#else
        null;
#endif
}
