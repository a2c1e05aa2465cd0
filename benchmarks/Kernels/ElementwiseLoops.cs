using NeuralTrainers.Networks;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>The loops around the products of a training step, each with the bytes that it must move.</summary>
internal sealed unsafe class ElementwiseLoops
{
    private const int Rows = 256;
    private const int Width = 256;
    private const int Parameters = 150_000;
    private const int Dimension = 16;
    private const int TableRows = 1000;
    private const int Features = 2000;
    private const int EntriesPerRow = 20;
    private readonly WorkerTeam _team;
    private readonly AlignedBuffer[] _buffers = [.. Enumerable.Range(0, 5).Select(_ => new AlignedBuffer(Features * Width))];
    private readonly WeightUpdate _adam;
    private readonly int[] _indices = GC.AllocateArray<int>(Rows * EntriesPerRow, pinned: true);
    private readonly int[] _starts = GC.AllocateArray<int>(Rows + 1, pinned: true);

    public ElementwiseLoops(WorkerTeam team)
    {
        _team = team;
        var layout = new ParameterLayout();
        layout.Declare("weight", [Parameters], Initialization.Zeros, decays: true);
        _adam = WeightUpdate.Of(new AdamW(), new TrainedValues(layout, _buffers[0], _buffers[1], []), weightDecay: 0.01f);
        var random = new RandomStream(1, 1);
        foreach (AlignedBuffer buffer in _buffers)
        {
            random.FillUniform(buffer.Span, 0);
        }

        for (int i = 0; i < _indices.Length; i++)
        {
            _indices[i] = random.NextInt32(TableRows);
        }

        for (int i = 0; i <= Rows; i++)
        {
            _starts[i] = i * EntriesPerRow;
        }
    }

    public IEnumerable<(string Name, long Bytes, Action Run)> All =>
    [
        ("ReLU backward 256x256", 12L * Rows * Width, ReluBackward),
        ("dropout 256x256", 8L * Rows * Width, Dropout),
        ("uniform 256x256", 4L * Rows * Width, () => new RandomStream(1, 1).FillUniform(_buffers[0].Span[..(Rows * Width)], 0)),
        ("column sums 256x256", 4L * Rows * Width, () => Reductions.ColumnSums(_team, A, Rows, Width, Width, B)),
        ("squared norm 150k", 4L * Parameters, () => Reductions.SquaredNorm(_team, A, Parameters)),
        ("AdamW 150k", 28L * Parameters, () => _adam.Run(_team, new UpdateStep(1, 1e-9f))),
        ("softmax 256x10", 8L * Rows * 10, () => Softmax.Rows(_team, A, Rows, 10, B)),
        ("gather 5120x16", 8L * _indices.Length * Dimension, Gather),
        ("scatter 5120x16", 12L * _indices.Length * Dimension, Scatter),
        ("sparse 256x2000x256", 4L * _indices.Length * Width, SparseForward),
        ("sparse gradient", 8L * _indices.Length * Width, SparseGradient),
    ];

    private float* A => _buffers[0].Pointer;

    private float* B => _buffers[1].Pointer;

    private float* C => _buffers[2].Pointer;

    private float* D => _buffers[3].Pointer;

    private int* Indices => (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_indices, 0);

    private SparseRows Sparse =>
        new(Rows, (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_starts, 0), Indices, D);

    private void ReluBackward() => Elementwise.ReluBackward(_team, A, B, C, Rows * Width);

    private void Dropout()
    {
        var mask = new DropoutMask(1, 2, 3, 0.0001f, Width);
        Elementwise.ApplyDropout(_team, _buffers[4].Pointer, Rows, Width, Width, mask);
    }

    private void Gather() => Embeddings.Gather(_team, A, Dimension, Indices, 1, _indices.Length, B, Dimension);

    private void Scatter() => Embeddings.ScatterAdd(_team, A, Dimension, Indices, 1, _indices.Length, B, TableRows, Dimension);

    private void SparseForward() => SparseProduct.Multiply(_team, Sparse, A, Width, C, relu: true, B, Width);

    private void SparseGradient() => SparseProduct.AddWeightGradient(_team, Sparse, A, Width, Width, C, TableRows);
}
