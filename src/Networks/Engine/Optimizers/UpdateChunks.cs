using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Cuts values into the pieces that threads share. The pieces depend on the layout alone.</summary>
internal static class UpdateChunks
{
    private const int MinimumLength = 8192;
    private const int MaximumChunks = 1 << 14;

    /// <summary>The chunks of the trained ones of some parameters; neighbours with the same decay are one range.</summary>
    public static ParameterSpan[] Of(IEnumerable<Parameter> parameters) => OfAll(parameters.Where(parameter => parameter.Spec.Trains));

    /// <summary>The chunks of those constants that training may change: vectors, such as running statistics, but no frozen tables.</summary>
    public static ParameterSpan[] OfChangingConstants(IEnumerable<Parameter> parameters) =>
        OfAll(parameters.Where(parameter => !parameter.Spec.Trains && parameter.Spec.Shape.Count == 1));

    private static ParameterSpan[] OfAll(IEnumerable<Parameter> parameters)
    {
        var spans = Spans(parameters.Where(parameter => parameter.Length > 0)).ToArray();
        var chunkLength = (int)Math.Max(MinimumLength, spans.Sum(span => (long)span.Length) / MaximumChunks / 16 * 16);
        return [.. spans.SelectMany(span => Cut(span, chunkLength))];
    }

    private static IEnumerable<ParameterSpan> Cut(ParameterSpan span, int chunkLength)
    {
        for (var start = 0; start < span.Length; start += chunkLength)
        {
            yield return span with { Offset = span.Offset + start, Length = Math.Min(chunkLength, span.Length - start) };
        }
    }

    private static IEnumerable<ParameterSpan> Spans(IEnumerable<Parameter> parameters)
    {
        ParameterSpan? open = null;
        foreach (var parameter in parameters)
        {
            if (open is { } span)
            {
                // Tensors start on cache lines: what lies between two neighbours is padding, always zero.
                if (span.Decay == parameter.Spec.Decays && parameter.Offset - (span.Offset + span.Length) < ParameterLayout.Alignment)
                {
                    open = span with { Length = parameter.Offset + parameter.Length - span.Offset };
                    continue;
                }

                yield return span;
            }

            open = new ParameterSpan(parameter.Offset, parameter.Length, parameter.Spec.Decays);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }
}
