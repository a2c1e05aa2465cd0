using System.Globalization;
using System.Text.Json;
using Microsoft.ML.Runtime;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>The entry of <see cref="EnsembleTransformer"/> in ML.NET's zip file, beside the models of its members.</summary>
internal static class EnsembleFiles
{
    private const string Format = "neuraltrainers.ensemble";
    private const int Version = 1;
    private const int MaximumBytes = 1 << 24;
    private const string Name = "ensemble.json";

    public static void Write(ModelWriter writer, EnsembleTransformer ensemble)
    {
        writer.Write(Name, stream => stream.Write(RecordJson.Write(new EnsembleDocument
        {
            Format = Format,
            Version = Version,
            Votes = [.. ensemble.Model.Select(member => member.Votes)],
            Kept = ensemble.KeptColumns,
        }).Span));
        for (var i = 0; i < ensemble.Model.Count; i++)
        {
            writer.Write(MemberName(i), ensemble.Model[i].Transformer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a newer version.</exception>
    public static EnsembleTransformer Read(IHostEnvironment environment, ModelReader reader)
    {
        EnsembleDocument? document = null;
        reader.Read(Name, stream => document = ReadDocument(stream));
        return new EnsembleTransformer(
            [.. document!.Votes.Select((votes, i) => new EnsembleMember(reader.Read(environment, MemberName(i)), votes))], document.Kept);
    }

    private static string MemberName(int member) => string.Create(CultureInfo.InvariantCulture, $"Member_{member:000}");

    private static EnsembleDocument ReadDocument(Stream stream)
    {
        try
        {
            var document = RecordJson.Read<EnsembleDocument>(StreamReading.ReadToEnd(stream, MaximumBytes, "The list of the ensemble's members").Span);
            if (document is not { Format: Format, Version: Version })
            {
                throw new InvalidDataException(
                    $"The ensemble has the format '{document.Format}' version {document.Version}; this version of the library reads '{Format}' version {Version}.");
            }

            return document.Votes.Count > 0 && document.Votes.All(votes => votes > 0) && document.Votes.Sum(votes => (long)votes) <= int.MaxValue
                ? document
                : throw new InvalidDataException($"The votes of the ensemble's members are {string.Join(", ", document.Votes)}: there must be some, all above 0. The file is damaged.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The list of the ensemble's members is damaged. " + exception.Message, exception);
        }
    }
}
