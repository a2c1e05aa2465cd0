using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using NeuralTrainers.MLNetContract.Tests;

[assembly: LoadableClass(
    typeof(DoublingTransformer), typeof(DoublingTransformer), null, typeof(SignatureLoadModel), "Doubling", DoublingTransformer.LoaderSignature)]

namespace NeuralTrainers.MLNetContract.Tests;

/// <summary>Adds B = 2 * A, and counts what it is asked to do. Uses public interfaces only, except to save and load.</summary>
internal sealed class DoublingTransformer(string note, string modelSignature = "DOUBLING", string loaderSignature = DoublingTransformer.LoaderSignature)
    : ISingleFeaturePredictionTransformer<string>
{
    public const string LoaderSignature = "ContractDoubling";

    public string Model => note;

    public string FeatureColumnName => "A";

    public DataViewType FeatureColumnType => NumberDataViewType.Single;

    public bool IsRowToRowMapper => true;

    /// <summary>How often a value was computed.</summary>
    public int Computed { get; set; }

    /// <summary>How often a getter was made.</summary>
    public int GettersMade { get; set; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new DoublingMapper(this, inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => new DoublingDataView(input, new(this, input.Schema));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new DoublingMapper(this, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (modelSignature is null)
        {
            return;
        }

        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version(modelSignature, loaderSignature));
        ctx.SaveBinaryStream("note.bin", writer => writer.Write(note));
    }

    internal static DoublingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version("DOUBLING", LoaderSignature));
        string note = null;
        Assert.IsTrue(ctx.TryLoadBinaryStream("note.bin", reader => note = reader.ReadString()));
        Assert.IsFalse(ctx.TryLoadBinaryStream("absent.bin", _ => { }));
        return new(note);
    }

    private static VersionInfo Version(string modelSignature, string loaderSignature) => new(
        modelSignature,
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: Assembly.GetExecutingAssembly().FullName,
        loaderSignature: loaderSignature);
}
