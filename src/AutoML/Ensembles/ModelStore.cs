using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>Model files of a sweep that may be killed at any time.</summary>
internal static class ModelStore
{
    /// <summary>Writes a model, in place of an older one if there is one.</summary>
    public static void Save(MLContext context, ITransformer model, DataViewSchema schema, string path)
    {
        // Moving is one step: a process that is killed leaves the old file or the new one.
        context.Model.Save(model, schema, path + ".new");
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static ITransformer Load(MLContext context, string path)
    {
        try
        {
            return context.Model.Load(path, out _);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new InvalidDataException($"The model '{path}' of an earlier run cannot be loaded: {error.Message} Delete it, or name another log.", error);
        }
    }
}
