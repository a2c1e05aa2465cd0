using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers.DataView;

/// <summary>Reads the entries of one transformer.</summary>
internal sealed class ModelReader(ModelLoadContext context)
{
    /// <summary>Reads an entry.</summary>
    /// <exception cref="InvalidDataException">There is no such entry.</exception>
    public void Read(string name, Action<Stream> read)
    {
        if (!context.TryLoadBinaryStream(name, reader => read(reader.BaseStream)))
        {
            throw new InvalidDataException($"The model file has no entry '{name}': it is damaged, or was not written by this library.");
        }
    }

    /// <summary>Reads another transformer out of a folder of this one.</summary>
    /// <exception cref="InvalidDataException">There is no such folder.</exception>
    public ITransformer Read(IHostEnvironment environment, string name) =>
        context.LoadModelOrNull<ITransformer, SignatureLoadModel>(environment, out var transformer, name)
            ? transformer
            : throw new InvalidDataException($"The model file has no model '{name}': it is damaged, or was not written by this library.");
}
