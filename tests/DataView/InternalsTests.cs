using Microsoft.ML.Runtime;
using NeuralTrainers.DataView.Tests;

[assembly: NeuralTrainers.DataView.LoadableTransformer<SumTransformer>]
[assembly: NeuralTrainers.DataView.LoadableTransformer<NestingTransformer>]

namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class InternalsTests
{
    [TestMethod]
    public void Of_CatalogOfTrainers_IsTheContextsEnvironment()
    {
        var context = new MLContext(7);

        Assert.AreEqual(7, HostEnvironments.SeedOf(HostEnvironments.Of(context.Regression.Trainers)));
        Assert.AreEqual(7, HostEnvironments.SeedOf(HostEnvironments.Of(context.BinaryClassification.Trainers)));
        Assert.AreEqual(7, HostEnvironments.SeedOf(HostEnvironments.Of(context.MulticlassClassification.Trainers)));
        Assert.AreEqual(7, HostEnvironments.SeedOf(HostEnvironments.Of(context.Transforms)));
        Assert.IsNull(HostEnvironments.SeedOf(HostEnvironments.Of(new MLContext().Transforms)));
    }

    [TestMethod]
    public void NeuralNetwork_TrainerInfo_SaysWhatTheTrainersDo()
    {
        Assert.IsFalse(TrainerInfos.NeuralNetwork.NeedNormalization);
        Assert.IsFalse(TrainerInfos.NeuralNetwork.WantCaching);
    }

    [TestMethod]
    public void With_ColumnOfTheSameName_ReplacesIt()
    {
        var shape = SchemaShapes.With(SchemaShapes.Of(Data.Count(1).Schema), [SchemaShapes.Key("Label")]);

        Assert.IsTrue(SchemaShapes.TryFind(shape, "Label", out var label));
        Assert.AreEqual("Key<UInt32>", SchemaShapes.TypeOf(label));
        Assert.AreEqual(Data.Count(1).Schema.Count, shape.Count);
    }

    [TestMethod]
    public void Load_InAnotherContext_FindsTheTransformerByItself()
    {
        using var file = new MemoryStream();
        var context = new MLContext(1);
        context.Model.Save(new SumTransformer(new SumTransformer.Parameters("hello")), Data.Count(1).Schema, file);
        file.Position = 0;

        var loaded = new MLContext(2).Model.Load(file, out _);

        var transformer = loaded as SumTransformer ?? ((IEnumerable<ITransformer>)loaded).OfType<SumTransformer>().Single();
        Assert.AreEqual("hello", transformer.Model.Text);
        CollectionAssert.AreEqual(new[] { 0f, 1, 2 }, Data.Read<float>(loaded.Transform(Data.Count(3)), "Score"));
    }

    [TestMethod]
    public void Load_TransformersInsideAnother_ComeBack()
    {
        using var file = new MemoryStream();
        new MLContext(1).Model.Save(
            new NestingTransformer(new SumTransformer(new("outer")), new NestingTransformer(new SumTransformer(new("inner")), inner: null)), Data.Count(1).Schema, file);
        file.Position = 0;

        var loaded = new MLContext(2).Model.Load(file, out _);

        var transformer = loaded as NestingTransformer ?? ((IEnumerable<ITransformer>)loaded).OfType<NestingTransformer>().Single();
        Assert.AreEqual("outer", transformer.Sum.Model.Text);
        Assert.AreEqual("inner", transformer.Inner!.Sum.Model.Text);
        CollectionAssert.AreEqual(new[] { 0f, 1, 2 }, Data.Read<float>(loaded.Transform(Data.Count(3)), "Score"));
    }
}

/// <summary>A transformer with transformers inside.</summary>
internal sealed class NestingTransformer(SumTransformer sum, NestingTransformer? inner) : RowTransformer, ILoadableTransformer<NestingTransformer>
{
    static string ILoadableTransformer<NestingTransformer>.LoaderSignature => "NestingOfTests";

    public SumTransformer Sum => sum;

    public NestingTransformer? Inner => inner;

    static NestingTransformer ILoadableTransformer<NestingTransformer>.Load(IHostEnvironment environment, ModelReader reader)
    {
        var hasInner = false;
        reader.Read("inner", stream => hasInner = stream.ReadByte() > 0);
        return new NestingTransformer((SumTransformer)reader.Read(environment, "Sum"), hasInner ? (NestingTransformer)reader.Read(environment, "Inner") : null);
    }

    internal override RowMap CreateMap(DataViewSchema inputSchema) => sum.CreateMap(inputSchema);

    internal override void Save(ModelSaveContext context) => ModelFile.Save<NestingTransformer>(context, writer =>
    {
        writer.Write("Sum", sum);
        writer.Write("inner", stream => stream.WriteByte(inner is null ? (byte)0 : (byte)1));
        if (inner is not null)
        {
            writer.Write("Inner", inner);
        }
    });
}

/// <summary>A transformer with a model that is a text.</summary>
internal sealed class SumTransformer(SumTransformer.Parameters model) : PredictionTransformer<SumTransformer.Parameters>(model),
    ILoadableTransformer<SumTransformer>
{
    static string ILoadableTransformer<SumTransformer>.LoaderSignature => "SumOfTests";

    public override string? FeatureColumnName => "Features";

    public override DataViewType? FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, 2);

    static SumTransformer ILoadableTransformer<SumTransformer>.Load(IHostEnvironment environment, ModelReader reader)
    {
        var text = string.Empty;
        reader.Read("text", stream => text = new StreamReader(stream).ReadToEnd());
        return new SumTransformer(new Parameters(text));
    }

    internal override RowMap CreateMap(DataViewSchema inputSchema) => new ScoringMap(inputSchema, new SumModel(), [SumModel.Score]);

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<SumTransformer>(
            context, writer => writer.Write("text", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Model.Text))));

    internal sealed record Parameters(string Text);
}
