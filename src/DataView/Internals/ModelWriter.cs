using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Writes the entries of one transformer.</summary>
internal sealed class ModelWriter(ModelSaveContext context)
{
    /// <summary>Writes an entry next to the transformer's header. Write one after the other.</summary>
    public void Write(string name, Action<Stream> write) => context.SaveBinaryStream(name, writer => write(writer.BaseStream));

    /// <summary>Writes another transformer, with all that it needs to be loaded by itself, into a folder of this one.</summary>
    public void Write(string name, ITransformer transformer) => context.SaveModel(transformer, name);
}
