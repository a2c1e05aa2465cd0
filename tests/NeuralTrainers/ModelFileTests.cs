using System.IO.Compression;

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
        ZipEntries.Replace(file, "columns.json", content => content.Replace(text, replacement, StringComparison.Ordinal));

        ZipEntries.AssertInvalid(file, problem);
    }

    [TestMethod]
    public void Load_ModelOfAnotherTask_SaysSo()
    {
        using var file = Save(TrainerCase.Regression.Fit(Data));
        using var other = Save(TrainerCase.Binary.Fit(Data));
        foreach (var name in new[] { "network.json", "weights.safetensors" })
        {
            ZipEntries.Replace(file, name, _ => ZipEntries.Read(other, name));
        }

        ZipEntries.AssertInvalid(file, "do not belong together");
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

        ZipEntries.AssertInvalid(file, name);
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

    private sealed class Numbered
    {
        [KeyType(3)]
        public uint Kind { get; set; }

        public float Feature { get; set; }
    }
}
