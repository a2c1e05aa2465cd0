// What a network has learned about categories, as features for boosted trees: FastTree, a network, and FastTree on the network's embeddings.
//   dotnet run -c Release --project samples/LearnedEmbeddings -- [--data DIR] [--rows N] [--epochs N]
using System.Diagnostics;
using Microsoft.ML;
using NeuralTrainers;
using NeuralTrainers.Samples;

const string Label = nameof(Person.Above50K);
string[] numbers =
[
    nameof(Person.Age), nameof(Person.EducationYears), nameof(Person.CapitalGain), nameof(Person.CapitalLoss), nameof(Person.HoursPerWeek),
];
string[] categories =
[
    nameof(Person.WorkClass), nameof(Person.Education), nameof(Person.MaritalStatus), nameof(Person.Occupation),
    nameof(Person.Relationship), nameof(Person.Race), nameof(Person.Sex), nameof(Person.NativeCountry),
];
string[] keys = [.. categories.Select(name => name + "Key")];
string[] vectors = [.. categories.Select(name => name + "Vector")];

var folder = SampleData.Find(args, [AdultData.Train, AdultData.Test], AdultData.Generate);
var rows = Arguments.Number(args, "--rows", int.MaxValue);
var mlContext = new MLContext(seed: 1);
var train = mlContext.Data.TakeRows(mlContext.Data.LoadFromEnumerable(Person.Read(Path.Combine(folder, AdultData.Train))), rows);
var test = mlContext.Data.TakeRows(mlContext.Data.LoadFromEnumerable(Person.Read(Path.Combine(folder, AdultData.Test))), rows);

// Categories by how often they come; one that comes fewer than 20 times is treated as missing.
var indexed = mlContext.Transforms.IndexCategories([.. categories.Select(name => new InputOutputColumnPair(name + "Key", name))], minimumCount: 20)
    .Append(mlContext.Transforms.Concatenate("Features", numbers));

var network = Run("a network with embeddings", indexed.Append(mlContext.BinaryClassification.Trainers.NeuralNetwork(new NeuralBinaryTrainer.Options
{
    LabelColumnName = Label,
    CategoricalColumnNames = keys,
    Network = new NetworkArchitecture { NumericEncoding = new PiecewiseLinearEncoding() },
    MaximumEpochs = (int)Arguments.Number(args, "--epochs", 40),
    EarlyStopping = new EarlyStopping { Patience = 12 },
    Seed = 1,
}))).LastTransformer.Model;

// Similar values have similar vectors: what the network has seen of the label.
var occupations = network.GetEmbedding(nameof(Person.Occupation) + "Key");
Console.WriteLine($"occupations are vectors of {occupations.Dimension} numbers; nearest to {occupations.Values[0]}: {string.Join(", ", Nearest(occupations, 0).Take(3))}");

// The vectors take the place of the keys, and any trainer can read them.
var embedded = indexed
    .Append(mlContext.Transforms.ApplyEmbedding([.. keys.Zip(vectors, (key, vector) => new InputOutputColumnPair(vector, key))], network))
    .Append(mlContext.Transforms.Concatenate("Learned", ["Features", .. vectors]));
if (BoostedTrees.Create(mlContext, Label, "OneHot") is { } trees && BoostedTrees.Create(mlContext, Label, "Learned") is { } treesOnVectors)
{
    IEstimator<ITransformer> oneHot = indexed;
    foreach (var name in categories)
    {
        oneHot = oneHot.Append(mlContext.Transforms.Categorical.OneHotEncoding(name + "Slots", name + "Key"));
    }

    Run("FastTree, one slot per category", oneHot.Append(mlContext.Transforms.Concatenate("OneHot", ["Features", .. categories.Select(name => name + "Slots")])).Append(trees));
    Run("FastTree on the network's vectors", embedded.Append(treesOnVectors));
}
else
{
    Console.WriteLine("FastTree is not in this build, which has the stand-in for ML.NET (docs/building.md): a second network reads the vectors instead.");
    Run("a network on the first one's vectors", embedded.Append(mlContext.BinaryClassification.Trainers.NeuralNetwork(new NeuralBinaryTrainer.Options
    {
        LabelColumnName = Label,
        FeatureColumnName = "Learned",
        MaximumEpochs = 5,
        Seed = 1,
    })));
}

Microsoft.ML.Data.TransformerChain<T> Run<T>(string name, IEstimator<Microsoft.ML.Data.TransformerChain<T>> pipeline)
    where T : class, ITransformer
{
    var clock = Stopwatch.StartNew();
    var model = pipeline.Fit(train);
    var seconds = clock.Elapsed.TotalSeconds;
    var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(test), Label);
    Console.WriteLine($"{name,-40} auc={metrics.AreaUnderRocCurve:f4} accuracy={metrics.Accuracy:f4} logloss={metrics.LogLoss:f4} seconds={seconds:f1}");
    return model;
}

static IEnumerable<string> Nearest(CategoryEmbedding embedding, int of) => embedding.Values
    .Where((_, i) => i != of)
    .OrderByDescending(value => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(embedding.GetVector(value), embedding.GetVector(embedding.Values[of])));
