namespace Microsoft.ML;

/// <summary>What can write itself into a model file.</summary>
public interface ICanSaveModel
{
    void Save(ModelSaveContext ctx);
}

/// <summary>Marks the way in which a class is loaded: from a model, given the environment and a load context.</summary>
internal delegate void SignatureLoadModel(ModelLoadContext ctx);
