using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>The training rows with random changes. Each change is a function of the seed and the step alone.</summary>
/// <param name="source">The rows.</param>
/// <param name="augmentation">The changes.</param>
/// <param name="deviations">The deviation of each dense numeric feature; looked at for noise only.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class AugmentedSource(IBatchSource source, Augmentation augmentation, float[] deviations, ulong seed) : IBatchSource
{
    private readonly RandomStream _noise = new(seed, RandomPurpose.NumericNoise);
    private readonly RandomStream _swap = new(seed, RandomPurpose.SwapNoise);
    private float[] _numbers = [];
    private float[] _uniform = [];
    private int[] _categories = [];
    private MixedRows? _mixed;

    public TableShape Shape => source.Shape;

    public int RowCount => source.RowCount;

    public bool IsRandom => true;

    /// <summary>The number of the step that reads next.</summary>
    public long Step { get; set; }

    public void Read(ReadOnlySpan<int> rows, Batch batch)
    {
        source.Read(rows, batch);

        // Far more numbers than a batch takes.
        var position = (ulong)Step << 36;
        if (augmentation.SwapNoise > 0)
        {
            _swap.Position = position;
            Swap(batch.Numerics, batch.Shape.NumericCount, ref _numbers);
            Swap(batch.Categories, batch.Shape.CategoryCount, ref _categories);
        }

        if (augmentation.NumericNoise > 0)
        {
            AddNoise(batch, position);
        }

        if (augmentation.Mixup > 0)
        {
            _mixed ??= new MixedRows(Shape, augmentation.Mixup, seed);
            _mixed.Mix(batch, position);
        }
    }

    private void Swap<T>(Span<T> values, int columns, ref T[] copy)
    {
        if (values.IsEmpty)
        {
            return;
        }

        EnsureLength(ref copy, values.Length);
        EnsureLength(ref _uniform, values.Length);
        values.CopyTo(copy);
        var uniform = _uniform.AsSpan(0, values.Length);
        _swap.FillUniform(uniform, _swap.Position);
        _swap.Position += (ulong)values.Length;
        var rows = values.Length / columns;
        for (var i = 0; i < values.Length; i++)
        {
            if (uniform[i] < augmentation.SwapNoise)
            {
                // What is left of the random number chooses the row.
                var row = Math.Min((int)(uniform[i] / augmentation.SwapNoise * rows), rows - 1);
                values[i] = copy[(row * columns) + (i % columns)];
            }
        }
    }

    private void AddNoise(Batch batch, ulong position)
    {
        var numerics = batch.Numerics;
        var length = (numerics.Length + 63) / 64 * 64;
        EnsureLength(ref _uniform, length);
        var noise = _uniform.AsSpan(0, length);
        _noise.FillUniform(noise, position);
        GaussianNoise.FromUniform(noise, 0, augmentation.NumericNoise);
        for (var row = 0; row < batch.Count; row++)
        {
            var values = batch.NumericRow(row);
            TensorPrimitives.MultiplyAdd(noise.Slice(row * values.Length, values.Length), deviations, values, values);
        }
    }

    private static void EnsureLength<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }
    }
}
