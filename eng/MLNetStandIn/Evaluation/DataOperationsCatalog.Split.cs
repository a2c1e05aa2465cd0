namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <param name="samplingKeyColumnName">Rows of one value of this column stay together; by row if null.</param>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
        => DataSplit.TrainTest(_env, data, testFraction, samplingKeyColumnName, seed);

    /// <param name="samplingKeyColumnName">Rows of one value of this column stay together; by row if null.</param>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
        => DataSplit.Folds(_env, data, numberOfFolds, samplingKeyColumnName, seed);

    /// <summary>Data to train on and other data to test on.</summary>
    public struct TrainTestData
    {
        public readonly IDataView TrainSet;

        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
