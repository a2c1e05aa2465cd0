using System.IO.Compression;
using System.Text;

namespace NeuralTrainers.Tests;

/// <summary>The three entries of a model in ML.NET's zip file.</summary>
[TestClass]
public class ModelFileTests
{
    private readonly MLContext _context = new(1);

    private IDataView Data => People.Data(_context, People.Make(50));

    [TestMethod]
    public void Save_Model_WritesReadableEntries()
    {
        using var archive = new ZipArchive(Save(TrainerCase.Multiclass.Fit(Data)));

        string[] names = [.. archive.Entries.Select(entry => entry.Name)];
        CollectionAssert.IsSubsetOf(new[] { "network.json", "weights.safetensors", "columns.json" }, names);
        using var reader = new StreamReader(archive.Entries.Single(entry => entry.Name == "columns.json").Open());
        var columns = reader.ReadToEnd();
        Assert.Contains("JobKey", columns);
        Assert.Contains("driver", columns);
        Assert.Contains("Features", columns);
    }

    [TestMethod]
    [DataRow("\"version\":1", "\"version\":2", "version 2")]
    [DataRow("\"size\":3", "\"size\":4", "do not belong together")]
    [DataRow("\"driver\"", "\"driver\",\"pilot\"", "do not belong together")]
    [DataRow("\"D\"", "\"D\",\"E\"", "do not belong together")]
    [DataRow("\"String\"", "\"Complex\"", "Complex")]
    [DataRow("}", "", "damaged")]
    public void Load_DamagedColumns_SaysSo(string text, string replacement, string problem)
    {
        using var file = Save(TrainerCase.Multiclass.Fit(Data));
        Replace(file, "columns.json", content => content.Replace(text, replacement, StringComparison.Ordinal));

        AssertInvalid(file, problem);
    }

    [TestMethod]
    public void Load_ModelOfAnotherTask_SaysSo()
    {
        using var file = Save(TrainerCase.Regression.Fit(Data));
        using var other = Save(TrainerCase.Binary.Fit(Data));
        foreach (var name in new[] { "network.json", "weights.safetensors" })
        {
            Replace(file, name, _ => Read(other, name));
        }

        AssertInvalid(file, "do not belong together");
    }

    [TestMethod]
    [DataRow("network.json")]
    [DataRow("weights.safetensors")]
    [DataRow("columns.json")]
    public void Load_EntryMissing_NamesIt(string name)
    {
        using var file = Save(TrainerCase.Binary.Fit(Data));
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.Entries.Single(entry => entry.Name == name).Delete();
        }

        AssertInvalid(file, name);
    }

    [TestMethod]
    public void Load_LabelKeysOfBooleans_KeepTheirType()
    {
        var data = _context.Transforms.Conversion.MapValueToKey("RichKey", "IsRich").Fit(Data).Transform(Data);
        var transformer = TrainerCase.Multiclass.Fit(data, options => options.LabelColumnName = "RichKey");
        using var file = Save(transformer, data.Schema);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _).Append(
            _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(transformer.Transform(data)));

        Assert.AreEqual(BooleanDataViewType.Instance, loaded.Transform(data).Schema["PredictedLabel"].Type);
        Assert.IsFalse(transformer.GetOutputSchema(data.Schema)["Score"].HasSlotNames());
    }

    [TestMethod]
    public void Fit_LabelKeyWithoutValues_HasNoValuesEither()
    {
        var data = _context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 20).Select(i => new Numbered { Kind = (uint)(i % 3), Feature = i % 3 }));
        var trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(
            nameof(Numbered.Kind), nameof(Numbered.Feature), maximumEpochs: 40, learningRate: 0.01f);

        var scored = trainer.Fit(data).Transform(data);

        Assert.IsNull(scored.Schema["PredictedLabel"].Annotations.Schema.GetColumnOrNull("KeyValues"));
        CollectionAssert.AreEqual(new[] { 1u, 2u, 3u }, Scores.Of<uint>(scored, "PredictedLabel")[..3]);
    }

    private MemoryStream Save(NeuralTransformer transformer, DataViewSchema? schema = null)
    {
        var file = new MemoryStream();
        _context.Model.Save(transformer, schema ?? Data.Schema, file);
        return file;
    }

    private static void AssertInvalid(MemoryStream file, string problem)
    {
        file.Position = 0;

        // ML.NET calls loaders by reflection, and may wrap what they throw.
        var exception = Assert.Throws<Exception>(() => new MLContext().Model.Load(file, out _));
        while (exception is not InvalidDataException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        Assert.IsInstanceOfType<InvalidDataException>(exception);
        Assert.Contains(problem, exception.Message);
    }

    private static string Read(MemoryStream file, string name)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var reader = new StreamReader(archive.Entries.Single(entry => entry.Name == name).Open(), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    // Latin-1 keeps all bytes as they are.
    private static void Replace(MemoryStream file, string name, Func<string, string> change)
    {
        var content = change(Read(file, name));
        using var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true);
        var entry = archive.Entries.Single(candidate => candidate.Name == name);
        var path = entry.FullName;
        entry.Delete();
        using var stream = archive.CreateEntry(path).Open();
        stream.Write(Encoding.Latin1.GetBytes(content));
    }

    private sealed class Numbered
    {
        [KeyType(3)]
        public uint Kind { get; set; }

        public float Feature { get; set; }
    }
}
