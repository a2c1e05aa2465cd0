namespace Microsoft.ML.Data;

/// <summary>How often each class was taken for each. Rows are the actual classes, columns the predicted ones.</summary>
public sealed class ConfusionMatrix
{
    internal ConfusionMatrix(double[][] counts)
    {
        Counts = counts;
        PerClassPrecision = Array.ConvertAll([.. Enumerable.Range(0, counts.Length)], (int i) => Share(counts[i][i], counts.Sum(row => row[i])));
        PerClassRecall = Array.ConvertAll([.. Enumerable.Range(0, counts.Length)], (int i) => Share(counts[i][i], counts[i].Sum()));
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses => Counts.Count;

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
        => Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];

    private static double Share(double part, double sum) => sum > 0 ? part / sum : 0;
}
