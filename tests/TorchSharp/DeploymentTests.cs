using NeuralTrainers.Tests;

namespace NeuralTrainers.Torch.Tests;

/// <summary>What an application must ship, and what it need not.</summary>
[TestClass]
public sealed class DeploymentTests
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(DeploymentTests).Assembly.Location)!;

    [TestMethod]
    public void Fit_OnLibtorch_GivesAModelThatScoresWhereThereIsNoTorchSharp()
    {
        const int rows = 100;
        var messages = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, e) => messages.Add(e.RawMessage);
        var people = context.Data.LoadFromEnumerable(People.Make(rows));
        var preparation = People.Preparation(context);
        var trainer = context.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
        {
            LabelColumnName = nameof(Person.Income),
            CategoricalColumnNames = ["CityKey"],
            MaximumEpochs = 3,
            Device = TrainingDevice.TorchCpu,
        });
        var model = preparation.Append(trainer.Fit(preparation.Transform(people)));
        var path = Path.GetTempFileName();
        try
        {
            context.Model.Save(model, people.Schema, path);
            var program = Path.Combine(Folder, "..", "..", "NeuralTrainers.Tests", Path.GetFileName(Folder), "NeuralTrainers.Tests.dll");
            Assert.IsEmpty(Directory.GetFiles(Path.GetDirectoryName(program)!, "*TorchSharp.dll"));

            string[] expected = [.. Scores.Bits(Scores.Of(model.Transform(people))).Select(bits => $"{bits}")];

            Assert.Contains("Training on TorchSharp on libtorch's CPU.", messages);
            CollectionAssert.AreEqual(expected, FreshProcess.Run(program, path, $"{rows}"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Open_WithoutNativeLibrary_NamesThePackageToAdd()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            // Without the list of dependencies the host looks nowhere but in the folder, in which there is no native library.
            foreach (var file in Directory.GetFiles(Folder).Where(file => !file.EndsWith(".deps.json", StringComparison.Ordinal) && !IsNative(file)))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            var lines = FreshProcess.Run(Path.Combine(folder.FullName, Path.GetFileName(typeof(DeploymentTests).Assembly.Location)));

            var message = lines.Single();
            Assert.Contains(System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier.Split('-')[^1], message);
            Assert.Contains($"TorchSharp-cpu {typeof(torch).Assembly.GetName().Version!.ToString(3)}", message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsNative(string file) => Path.GetFileName(file).Contains("LibTorchSharp", StringComparison.OrdinalIgnoreCase);
}
