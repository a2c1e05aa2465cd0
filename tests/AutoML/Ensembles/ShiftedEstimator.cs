namespace NeuralTrainers.AutoML.Tests;

/// <summary>Trains a sweep's network on prices that are all too high or too low.</summary>
internal sealed class ShiftedEstimator(Sweep sweep, float shift) : IEstimator<ITransformer>
{
    private readonly IEstimator<ITransformer> _trainer = sweep.Context.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
    {
        LabelColumnName = nameof(House.Price), Network = new() { Trunk = new MlpTrunk { Widths = [16] } }, MaximumEpochs = 60, LearningRate = 0.01f, NumberOfThreads = 1, Seed = 1,
    });

    public ITransformer Fit(IDataView input)
    {
        var rows = sweep.Context.Data.LoadFromEnumerable(House.Some(300, seed: 1).Select(house =>
        {
            house.Price += shift;
            return house;
        }));
        return _trainer.Fit(sweep.Featurizer.Fit(rows).Transform(rows));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _trainer.GetOutputSchema(inputSchema);
}
