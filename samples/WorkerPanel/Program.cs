// What comes next in a worker's life? The industry by a dual block, one part of which says whether the worker stays and another where the worker
// goes; industry, occupation and the log wage, given the industry, by one network of three tasks.
//   dotnet run -c Release --project samples/WorkerPanel -- [--data DIR] [--rows N] [--epochs N]
using System.Diagnostics;
using Microsoft.ML;
using NeuralTrainers;
using NeuralTrainers.Samples;

const string industry = "IndustryKey", occupation = "OccupationKey", wage = nameof(Worker.LogWage);
var folder = SampleData.Find(args, [PanelData.File], PanelData.Generate);
var rows = Arguments.Number(args, "--rows", int.MaxValue);
var epochs = (int)Arguments.Number(args, "--epochs", 100);
var mlContext = new MLContext(seed: 1);
var workers = mlContext.Data.LoadFromEnumerable(
    File.ReadLines(Path.Combine(folder, PanelData.File)).Skip(1).Take((int)rows).Select(Worker.Parse).ToArray());

// Keys first, and then the lags: a lagged key stands for the same value as the key itself.
string[] texts =
[
    nameof(Worker.Race), nameof(Worker.Married), nameof(Worker.Graduate), nameof(Worker.CentralCity), nameof(Worker.South), nameof(Worker.Union),
    nameof(Worker.Industry), nameof(Worker.Occupation),
];
string[] numbers = [nameof(Worker.Age), nameof(Worker.Grade), nameof(Worker.Experience), nameof(Worker.Tenure), nameof(Worker.Hours), wage];
string[] keys = [.. texts.Select(name => $"{name}Key")];
var keyed = mlContext.Transforms.Conversion.MapValueToKey([.. texts.Select(name => new InputOutputColumnPair($"{name}Key", name))])
    .Fit(workers)
    .Transform(workers);

// Each row learns what was known in the worker's three rows before, and how long ago that was. Its own values are what came of it: the labels.
var panel = mlContext.Data.FilterRowsByMissingValues(
    mlContext.Data.LagColumns(keyed, nameof(Worker.Person), nameof(Worker.Year), [.. keys, .. numbers], periods: 3), "YearGap1");

// By person: a worker's other years would give the answer away.
var split = mlContext.Data.TrainTestSplit(panel, testFraction: 0.2, samplingKeyColumnName: nameof(Worker.Person));
var inner = mlContext.Data.TrainTestSplit(split.TrainSet, testFraction: 0.125, samplingKeyColumnName: nameof(Worker.Person), seed: 2);
var features = mlContext.Transforms.Concatenate("Given", [.. numbers.Select(name => $"{name}Lag1"), $"{wage}Lag2", $"{wage}Lag3", "YearGap1", "YearGap2", "YearGap3"])
    .Append(mlContext.Transforms.ReplaceMissingValues(
        "Features", "Given", Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean))
    .Fit(inner.TrainSet);
var (train, validation, test) = (Ready(inner.TrainSet), Ready(inner.TestSet), Ready(split.TestSet));

// The categories of the last row, and the two industries and occupations before. An industry has one vector, whichever row it is of.
string[] followed = [industry, occupation];
var earlier = followed.SelectMany(name => Enumerable.Range(2, 2).Select(period => (Column: $"{name}Lag{period}", Table: name)));
var categories = keys.Select(name => (Column: $"{name}Lag1", Table: name)).Concat(earlier)
    .ToDictionary(pair => pair.Column, pair => new EmbeddingOptions { Table = pair.Table });

var clock = Stopwatch.StartNew();
var dualBlock = EpochDisplay.Run(show => mlContext.MulticlassClassification.Trainers.DualBlock(new DualBlockMulticlassTrainer.Options
{
    LabelColumnName = industry,
    PreviousColumnName = $"{industry}Lag1",
    CategoricalColumnNames = [.. categories.Keys],
    Embeddings = categories,
    MaximumEpochs = epochs,
    Seed = 1,
    EpochCompleted = show,
}).Fit(Known(train, industry), Known(validation, industry)));
Console.WriteLine($"Dual block: {dualBlock.Model.ParameterCount:n0} parameters. {dualBlock.Model.TrainingHistory.Message}");

// Where a label is missing, a row trains the other tasks.
var multiTask = EpochDisplay.Run(show => mlContext.MultiTask().Trainers.NeuralNetwork(new MultiTaskTrainer.Options
{
    Tasks =
    [
        new MulticlassTask(industry),
        new MulticlassTask(occupation),
        new RegressionTask(wage) { ConditionedOn = [industry] },
    ],
    CategoricalColumnNames = [.. categories.Keys],
    Embeddings = categories,
    Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [256], Dropout = 0.3f } },
    WeightDecay = 0.2f,
    MaximumEpochs = epochs,
    Seed = 1,
    EpochCompleted = show,
}).Fit(train, validation));
var seconds = clock.Elapsed.TotalSeconds;
Console.WriteLine($"Three tasks: {multiTask.Model.ParameterCount:n0} parameters. {multiTask.Model.TrainingHistory.Message}");

var board = new Scoreboard();
var dualScores = dualBlock.Transform(Known(test, industry));
AddClasses("industry", industry);
var next = board.Add("industry", "dual block", PanelReader.Moves(dualScores, industry), PanelReader.Probabilities(dualScores, "Score"));
AddClasses("occupation", occupation);
var (before, after) = (PanelReader.Values<float>(train, $"{wage}Lag1"), PanelReader.Values<float>(train, wage));
var (lastWages, wages) = (PanelReader.Values<float>(test, $"{wage}Lag1"), PanelReader.Values<float>(test, wage));
board.Add("log wage", "last value", wages, lastWages);
board.Add("log wage", "AR1", wages, Baselines.Ar1(before, after, lastWages));
var error = board.Add("log wage", "three tasks", wages, PanelReader.Values<float>(multiTask.Transform(test), $"{wage}.Score"));
board.Show();

var stays = PanelReader.Moves(dualScores, industry).Zip(PanelReader.Values<float>(dualScores, "PersistenceProbability"))
    .ToLookup(pair => pair.First.From == pair.First.To, pair => pair.Second);
Console.WriteLine($"Probability of persistence: {stays[true].Average():f3} for those who stayed, {stays[false].Average():f3} for those who moved.");
Console.WriteLine(
    $"logloss={next.LogLoss:f4} accuracy={next.Accuracy:f4} destination={next.Destination:f4} wage_rmse={error:f4} seconds={seconds:f1}");

IDataView Ready(IDataView data) => mlContext.Data.Cache(features.Transform(data));

IDataView Known(IDataView data, string target) => mlContext.Data.FilterRowsByMissingValues(data, target, $"{target}Lag1");

void AddClasses(string name, string target)
{
    var (known, moves) = (PanelReader.Moves(Known(train, target), target), PanelReader.Moves(Known(test, target), target));
    var scores = PanelReader.Probabilities(multiTask.Transform(Known(test, target)), $"{target}.Score");
    board.Add(name, "persistence", moves, Baselines.Persistence(known, moves, scores[0].Length));
    board.Add(name, "Markov chain", moves, Baselines.Markov(known, moves, scores[0].Length));
    board.Add(name, "three tasks", moves, scores);
}
