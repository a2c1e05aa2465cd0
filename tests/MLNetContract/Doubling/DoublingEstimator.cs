using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace NeuralTrainers.MLNetContract.Tests;

/// <summary>Fits nothing; notes in which order it was called.</summary>
internal sealed class DoublingEstimator : ITrainerEstimator<DoublingTransformer, string>
{
    public List<string> Calls { get; } = [];

    public TrainerInfo Info { get; } = new(normalization: false, caching: false, supportValid: true, supportIncrementalTrain: true);

    public DoublingTransformer Fit(IDataView input)
    {
        Calls.Add(nameof(Fit));
        return new("fitted");
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Calls.Add(nameof(GetOutputSchema));
        return new(inputSchema.Append(new("B", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false)));
    }
}
