using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// Multi-head attention: per head softmax(Q K' / sqrt(head width)) V, with standard dropout on the softmax (Vaswani et al., "Attention Is All
/// You Need", 2017, section 3.2). A head's part of queries, keys and values are neighbouring columns.
/// </summary>
internal sealed unsafe class AttentionOperation(
    int heads, float dropout, uint purpose, Value queries, Value keys, Value values, Value output) : Operation
{
    public float Dropout => dropout;

    public Value Queries => queries;

    public Value Keys => keys;

    public Value Values => values;

    public Value Output => output;

    private AlignedBuffer? _probabilities;
    private AlignedBuffer? _dropped;
    private AlignedBuffer? _gradients;
    private GradientWrite _queryWrite;
    private GradientWrite _keyWrite;
    private GradientWrite _valueWrite;

    public int HeadCount => heads;

    private int HeadWidth => queries.Width / heads;

    private int MapLength => queries.Copies * keys.Copies;

    private float Scale => 1 / MathF.Sqrt(HeadWidth);

    public override void Bind(Binding binding)
    {
        var length = checked(binding.Capacity * heads * MapLength);
        _probabilities = new AlignedBuffer(length);
        if (binding.Training)
        {
            _dropped = dropout > 0 ? new AlignedBuffer(length) : null;
            _gradients = new AlignedBuffer(length);
        }
    }

    public override void Forward(in Pass pass)
    {
        var work = new Work { Operation = this, Dropout = Mask(pass) };
        pass.Team.Run(pass.Rows, ref work);
    }

    public override void Backward(in Pass pass)
    {
        _queryWrite = queries.BeginGradient();
        _keyWrite = keys.BeginGradient();
        _valueWrite = values.BeginGradient();
        var work = new Work { Operation = this, Dropout = Mask(pass), Backward = true };
        pass.Team.Run(pass.Rows, ref work);
    }

    // A row of the mask is a query of a head.
    private DropoutMask Mask(in Pass pass) =>
        pass.Training && dropout > 0 ? new DropoutMask(pass.Seed, purpose, pass.Step, dropout, keys.Copies) : default;

    private MatrixView Data(Value value, int row, int head) => new(
        value.Data + ((nint)row * value.Copies * value.Width) + (head * HeadWidth), value.Copies, HeadWidth, value.Width);

    private MatrixView Gradient(Value value, int row, int head) => new(
        value.Gradient + ((nint)row * value.Copies * value.Width) + (head * HeadWidth), value.Copies, HeadWidth, value.Width);

    private MatrixView Map(AlignedBuffer buffer, int row, int head) => new(
        buffer.Pointer + ((((nint)row * heads) + head) * MapLength), queries.Copies, keys.Copies, keys.Copies);

    private void ForwardHead(int row, int head, in DropoutMask mask)
    {
        var map = Map(_probabilities!, row, head);
        Multiply(Data(queries, row, head), Data(keys, row, head).Transposed, map, accumulate: false);
        var scores = new Span<float>(map.Data, MapLength);
        TensorPrimitives.Multiply(scores, Scale, scores);
        Softmax.Rows(WorkerTeam.CallerOnly, map.Data, map.Rows, map.Columns, map.Data);
        if (mask.IsActive)
        {
            var dropped = Map(_dropped!, row, head);
            new ReadOnlySpan<float>(map.Data, MapLength).CopyTo(new Span<float>(dropped.Data, MapLength));
            Drop(mask, dropped, row, head);
            map = dropped;
        }

        Multiply(map, Data(values, row, head), Data(output, row, head), accumulate: false);
    }

    private void BackwardHead(int row, int head, in DropoutMask mask)
    {
        var gradient = Gradient(output, row, head);
        var probabilities = Map(_probabilities!, row, head);
        var weights = mask.IsActive ? Map(_dropped!, row, head) : probabilities;
        var scores = Map(_gradients!, row, head);
        if (_valueWrite.Needed)
        {
            Multiply(weights.Transposed, gradient, Gradient(values, row, head), _valueWrite.Adds);
        }

        Multiply(gradient, Data(values, row, head).Transposed, scores, accumulate: false);
        if (mask.IsActive)
        {
            Drop(mask, scores, row, head);
        }

        for (var i = 0; i < scores.Rows; i++)
        {
            // Through the softmax: p (g - sum of g p).
            var g = new Span<float>(scores.Data + (i * scores.RowStride), scores.Columns);
            var p = new ReadOnlySpan<float>(probabilities.Data + (i * probabilities.RowStride), probabilities.Columns);
            TensorPrimitives.Subtract(g, TensorPrimitives.Dot(g, p), g);
        }

        var all = new Span<float>(scores.Data, MapLength);
        TensorPrimitives.Multiply(all, new ReadOnlySpan<float>(probabilities.Data, MapLength), all);
        TensorPrimitives.Multiply(all, Scale, all);

        if (_queryWrite.Needed)
        {
            Multiply(scores, Data(keys, row, head), Gradient(queries, row, head), _queryWrite.Adds);
        }

        if (_keyWrite.Needed)
        {
            Multiply(scores.Transposed, Data(queries, row, head), Gradient(keys, row, head), _keyWrite.Adds);
        }
    }

    private void Drop(in DropoutMask mask, in MatrixView map, int row, int head) =>
        mask.Apply(map.Data, ((row * heads) + head) * map.Rows, map.Rows, 0, map.Columns, map.Columns);

    private static void Multiply(in MatrixView left, in MatrixView right, in MatrixView result, bool accumulate) =>
        Gemm.Multiply(WorkerTeam.CallerOnly, left, right, result.Data, (int)result.RowStride, accumulate);

    private struct Work : IChunkWork
    {
        public AttentionOperation Operation;
        public DropoutMask Dropout;
        public bool Backward;

        public readonly void Execute(int chunk)
        {
            for (var head = 0; head < Operation.HeadCount; head++)
            {
                if (Backward)
                {
                    Operation.BackwardHead(chunk, head, Dropout);
                }
                else
                {
                    Operation.ForwardHead(chunk, head, Dropout);
                }
            }
        }
    }
}
