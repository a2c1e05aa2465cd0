// Who earns more than $50,000? Categories by embeddings, missing values, class weights.
//   dotnet run -c Release --project samples/AdultIncome -- [--data DIR] [--rows N] [--epochs N]
using System.Diagnostics;
using Microsoft.ML;
using NeuralTrainers;
using NeuralTrainers.Samples;

string[] categories =
[
    nameof(Person.WorkClass), nameof(Person.Education), nameof(Person.MaritalStatus), nameof(Person.Occupation),
    nameof(Person.Relationship), nameof(Person.Race), nameof(Person.Sex), nameof(Person.NativeCountry),
];

var folder = SampleData.Find(args, [AdultData.Train, AdultData.Test], AdultData.Generate);
var rows = Arguments.Number(args, "--rows", int.MaxValue);
var mlContext = new MLContext(seed: 1);
var train = mlContext.Data.TakeRows(mlContext.Data.LoadFromEnumerable(Person.Read(Path.Combine(folder, AdultData.Train))), rows);
var test = mlContext.Data.TakeRows(mlContext.Data.LoadFromEnumerable(Person.Read(Path.Combine(folder, AdultData.Test))), rows);

// Each category becomes a key; the trainer learns a vector for each value, and one for missing and unseen values.
var features = mlContext.Transforms.Conversion.MapValueToKey([.. categories.Select(name => new InputOutputColumnPair(name + "Key", name))])
    .Append(mlContext.Transforms.Concatenate(
        "Features",
        nameof(Person.Age), nameof(Person.EducationYears), nameof(Person.CapitalGain), nameof(Person.CapitalLoss), nameof(Person.HoursPerWeek)));

var clock = Stopwatch.StartNew();
var plain = Fit(null);
var seconds = clock.Elapsed.TotalSeconds;
Console.WriteLine(plain.LastTransformer.Model.TrainingHistory.Message);
var metrics = mlContext.BinaryClassification.Evaluate(plain.Transform(test), nameof(Person.Above50K));

// A quarter of the people earn more than $50,000. Balanced class weights find more of them, at the price of more false alarms.
var weighted = mlContext.BinaryClassification.Evaluate(Fit(ClassWeights.Balanced).Transform(test), nameof(Person.Above50K));
Console.WriteLine($"of those above $50,000, found without class weights: {metrics.PositiveRecall:p1}, with balanced ones: {weighted.PositiveRecall:p1}");
Console.WriteLine($"of those said to be above $50,000, right without:   {metrics.PositivePrecision:p1}, with balanced ones: {weighted.PositivePrecision:p1}");

// What the network learned about a category: similar values have similar vectors.
var embedding = plain.LastTransformer.Model.GetEmbedding(nameof(Person.Occupation) + "Key");
Console.WriteLine($"occupations are vectors of {embedding.Dimension} numbers");

using var engine = mlContext.Model.CreatePredictionEngine<Person, IncomePrediction>(plain);
var person = new Person
{
    Age = 45,
    WorkClass = "Private",
    Education = "Masters",
    EducationYears = 14,
    MaritalStatus = "Married-civ-spouse",
    Occupation = "Astronaut", // never seen in training: answered as missing
    HoursPerWeek = 45,
};
Console.WriteLine($"a married astronaut of 45 with a master's degree: {engine.Predict(person).Probability:p0} above $50,000");
Console.WriteLine(
    $"auc={metrics.AreaUnderRocCurve:f4} accuracy={metrics.Accuracy:f4} logloss={metrics.LogLoss:f4} " +
    $"recall={metrics.PositiveRecall:f4} recall_balanced={weighted.PositiveRecall:f4} seconds={seconds:f1}");

Microsoft.ML.Data.TransformerChain<NeuralBinaryTransformer> Fit(ClassWeights? classWeights) => EpochDisplay.Run(show => features
    .Append(mlContext.BinaryClassification.Trainers.NeuralNetwork(new NeuralBinaryTrainer.Options
    {
        LabelColumnName = nameof(Person.Above50K),
        CategoricalColumnNames = [.. categories.Select(name => name + "Key")],
        ClassWeights = classWeights,

        // Thirty thousand rows: a smaller network, more dropout and a lower rate than the defaults do a little better.
        Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [256, 256], Dropout = 0.3f } },
        LearningRate = 3e-4f,
        WeightDecay = 0.05f,
        MaximumEpochs = (int)Arguments.Number(args, "--epochs", 40),
        EarlyStopping = new EarlyStopping { Patience = 12 },
        Seed = 1,
        EpochCompleted = show,
    }))
    .Fit(train));
