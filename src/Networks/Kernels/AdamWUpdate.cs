using System.Numerics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>The AdamW update of a flat buffer of parameters in one pass over the memory.</summary>
internal sealed unsafe class AdamWUpdate
{
    private const int ChunkLength = 8192;
    private readonly ParameterSpan[] _chunks;

    /// <summary>Plans the update of <paramref name="spans"/>, which must not overlap.</summary>
    public AdamWUpdate(IEnumerable<ParameterSpan> spans)
    {
        var chunks = new List<ParameterSpan>();
        foreach (ParameterSpan span in spans)
        {
            for (int start = 0; start < span.Length; start += ChunkLength)
            {
                chunks.Add(new ParameterSpan(span.Offset + start, Math.Min(ChunkLength, span.Length - start), span.Decay));
            }
        }

        _chunks = [.. chunks];
    }

    /// <summary>
    /// Updates parameters and moments: m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2,
    /// p = (1 - lr wd) p - lr / (1 - b1^t) * m / (sqrt(v / (1 - b2^t)) + eps).
    /// </summary>
    public void Update(WorkerTeam team, in AdamWStep step, float* parameters, float* gradients, float* firstMoments, float* secondMoments)
    {
        var work = new SpanWork
        {
            Chunks = _chunks,
            Step = step,
            Parameters = parameters,
            Gradients = gradients,
            FirstMoments = firstMoments,
            SecondMoments = secondMoments,
        };
        team.Run(_chunks.Length, ref work);
    }

    /// <summary>
    /// Updates only some rows of a table of <paramref name="dimension"/> columns (an embedding): moments and values of the others stay
    /// as they are.
    /// </summary>
    public static void UpdateRows(
        WorkerTeam team,
        in AdamWStep step,
        bool decay,
        float* parameters,
        float* gradients,
        float* firstMoments,
        float* secondMoments,
        int dimension,
        int* rows,
        int rowCount)
    {
        var work = new RowWork
        {
            Step = step,
            Decay = decay,
            Parameters = parameters,
            Gradients = gradients,
            FirstMoments = firstMoments,
            SecondMoments = secondMoments,
            Dimension = dimension,
            Rows = rows,
            RowCount = rowCount,
            RowsPerChunk = Math.Max(1, ChunkLength / dimension),
        };
        team.Run((rowCount + work.RowsPerChunk - 1) / work.RowsPerChunk, ref work);
    }

    private static void UpdateSpan(in AdamWStep step, bool decay, float* p, float* g, float* m, float* v, int length)
    {
        float keep = decay ? step.Keep : 1;
        int i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(g + i) * step.GradientScale;
            Vector<float> first = (Vector.Load(m + i) * step.Beta1) + (gradient * step.OneMinusBeta1);
            Vector<float> second = (Vector.Load(v + i) * step.Beta2) + (gradient * gradient * step.OneMinusBeta2);
            Vector<float> denominator = (Vector.SquareRoot(second) * step.InverseRootCorrection2) + new Vector<float>(step.Epsilon);
            Vector.Store(first, m + i);
            Vector.Store(second, v + i);
            Vector.Store((Vector.Load(p + i) * keep) - (first * step.StepSize / denominator), p + i);
        }

        for (; i < length; i++)
        {
            float gradient = g[i] * step.GradientScale;
            m[i] = (m[i] * step.Beta1) + (gradient * step.OneMinusBeta1);
            v[i] = (v[i] * step.Beta2) + (gradient * gradient * step.OneMinusBeta2);
            float denominator = (MathF.Sqrt(v[i]) * step.InverseRootCorrection2) + step.Epsilon;
            p[i] = (p[i] * keep) - (m[i] * step.StepSize / denominator);
        }
    }

    private struct SpanWork : IChunkWork
    {
        public ParameterSpan[] Chunks;
        public AdamWStep Step;
        public float* Parameters;
        public float* Gradients;
        public float* FirstMoments;
        public float* SecondMoments;

        public readonly void Execute(int chunk)
        {
            (int offset, int length, bool decay) = Chunks[chunk];
            UpdateSpan(
                Step, decay, Parameters + offset, Gradients + offset, FirstMoments + offset, SecondMoments + offset, length);
        }
    }

    private struct RowWork : IChunkWork
    {
        public AdamWStep Step;
        public bool Decay;
        public float* Parameters;
        public float* Gradients;
        public float* FirstMoments;
        public float* SecondMoments;
        public int Dimension;
        public int* Rows;
        public int RowCount;
        public int RowsPerChunk;

        public readonly void Execute(int chunk)
        {
            int end = Math.Min((chunk + 1) * RowsPerChunk, RowCount);
            for (int i = chunk * RowsPerChunk; i < end; i++)
            {
                nint offset = (nint)Rows[i] * Dimension;
                UpdateSpan(
                    Step, Decay, Parameters + offset, Gradients + offset, FirstMoments + offset, SecondMoments + offset, Dimension);
            }
        }
    }
}
