using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace NeuralTrainers.Networks;

/// <summary>A hash of everything that a training run's weights follow from, so that no run goes on from another one's checkpoint.</summary>
internal static class RunIdentity
{
    /// <summary>Reads all rows once.</summary>
    public static string Of(
        string backend,
        NetworkDescription description,
        NetworkWeights initial,
        IBatchSource train,
        IBatchSource? validation,
        TrainingSettings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(backend));
        hash.AppendData(NetworkFile.Bytes(description));

        // All that is left prints its values.
        var relevant = settings with
        {
            MaximumEpochs = 1,
            EarlyStopping = null,
            ThreadCount = 1,
            InitialTensors = new Dictionary<string, float[]>(StringComparer.Ordinal),
            Checkpoint = null,
            EpochCompleted = null,
        };
        hash.AppendData(Encoding.UTF8.GetBytes(relevant.ToString()));
        foreach (var tensor in initial)
        {
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }

        Append(hash, train);
        if (validation is not null)
        {
            Append(hash, validation);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, IBatchSource source)
    {
        hash.AppendData(BitConverter.GetBytes(source.RowCount));
        SourceScan.Visit(source, batch =>
        {
            hash.AppendData(MemoryMarshal.AsBytes(batch.Numerics));
            hash.AppendData(MemoryMarshal.AsBytes(batch.Categories));
            hash.AppendData(MemoryMarshal.AsBytes(batch.Targets));
            hash.AppendData(MemoryMarshal.AsBytes(batch.Previous));
            hash.AppendData(MemoryMarshal.AsBytes(batch.Weights));
            hash.AppendData(MemoryMarshal.AsBytes(batch.SparseStarts));
            hash.AppendData(MemoryMarshal.AsBytes(batch.SparseIndices));
            hash.AppendData(MemoryMarshal.AsBytes(batch.SparseValues));
        });
    }
}
