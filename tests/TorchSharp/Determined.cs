using System.Collections;
using System.Reflection;

namespace NeuralTrainers.Torch.Tests;

/// <summary>Descriptions without their random choices in training, which backends draw differently.</summary>
internal static class Determined
{
    /// <summary>The trunk with every dropout, wherever in it, at rate 0.</summary>
    public static Trunk Of(Trunk trunk) => (Trunk)WithoutDropout(trunk);

    private static object WithoutDropout(object record)
    {
        // What records do for a with-expression.
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        foreach (var property in record.GetType().GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(copy);
            var changed = value switch
            {
                Dropout => Dropout.None,
                float when property.Name.EndsWith("Dropout", StringComparison.Ordinal) => 0f,
                Trunk inner => WithoutDropout(inner),
                IEnumerable<Trunk> inner => List(inner.Select(Of)),
                IEnumerable<LayerOverride> inner => List(inner.Select(single => (LayerOverride)WithoutDropout(single))),
                _ => value,
            };
            property.SetValue(copy, changed);
        }

        return copy;
    }

    private static List<T> List<T>(IEnumerable<T> items) => [.. items];
}
