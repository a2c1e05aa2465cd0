using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Cuts the trained values into the pieces that threads share. The pieces depend on the layout alone.</summary>
internal static class UpdateChunks
{
    private const int MinimumLength = 8192;
    private const int MaximumChunks = 1 << 14;

    /// <summary>The chunks of some parameters; neighbours with the same decay are one range.</summary>
    public static ParameterSpan[] Of(IEnumerable<Parameter> parameters)
    {
        var spans = Spans(parameters.Where(parameter => parameter.Spec.Trains && parameter.Length > 0)).ToArray();
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
