namespace NeuralTrainers.Networks;

/// <summary>Mixes the rows of a batch with each other (mixup).</summary>
/// <param name="shape">The widths of the rows.</param>
/// <param name="concentration">The parameter of the beta distribution.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class MixedRows(TableShape shape, float concentration, ulong seed)
{
    private readonly RandomStream _random = new(seed, RandomPurpose.Mixup);
    private Batch? _original;
    private int[] _partners = [];
    private float[] _shares = [];
    private int[] _indices = [];
    private float[] _values = [];

    public void Mix(Batch batch, ulong position)
    {
        Prepare(batch);
        _random.Position = position;
        var partners = _partners.AsSpan(0, batch.Count);
        var shares = _shares.AsSpan(0, batch.Count);
        for (var row = 0; row < partners.Length; row++)
        {
            partners[row] = row;
            shares[row] = BetaDistribution.Next(_random, concentration);
        }

        _random.Shuffle(partners);
        batch.Clear();
        for (var row = 0; row < partners.Length; row++)
        {
            MixRow(batch, row, partners[row], shares[row]);
        }

        batch.SetMix(partners, shares);
    }

    private void Prepare(Batch batch)
    {
        if (_original is null || _original.Capacity < batch.Capacity)
        {
            _original = new Batch(shape, batch.Capacity);
            _partners = new int[batch.Capacity];
            _shares = new float[batch.Capacity];
        }

        _original.Clear();
        for (var row = 0; row < batch.Count; row++)
        {
            _original.AddRow();
            Copy(batch, _original, row);
            if (shape.IsSparse)
            {
                var (start, end) = (batch.SparseStarts[row], batch.SparseStarts[row + 1]);
                _original.SetSparseRow(batch.SparseIndices[start..end], batch.SparseValues[start..end]);
            }
        }
    }

    private static void Copy(Batch from, Batch to, int row)
    {
        if (!from.Shape.IsSparse)
        {
            from.NumericRow(row).CopyTo(to.NumericRow(row));
        }

        from.CategoryRow(row).CopyTo(to.CategoryRow(row));
        from.TargetRow(row).CopyTo(to.TargetRow(row));
        to.Weights[row] = from.Weights[row];
    }

    private void MixRow(Batch batch, int row, int partner, float share)
    {
        batch.AddRow();
        Copy(_original!, batch, row);
        if (shape.IsSparse)
        {
            MixSparse(batch, row, partner, share);
        }
        else
        {
            var other = _original!.NumericRow(partner);
            var values = batch.NumericRow(row);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (share * values[i]) + ((1 - share) * other[i]);
            }
        }

        var categories = batch.CategoryRow(row);
        for (var i = 0; i < categories.Length; i++)
        {
            categories[i] = _random.NextFloat() < share ? categories[i] : _original!.CategoryRow(partner)[i];
        }
    }

    private void MixSparse(Batch batch, int row, int partner, float share)
    {
        var starts = _original!.SparseStarts;
        var (a, endA) = (starts[row], starts[row + 1]);
        var (b, endB) = (starts[partner], starts[partner + 1]);
        var most = endA - a + endB - b;
        if (_indices.Length < most)
        {
            _indices = new int[2 * most];
            _values = new float[2 * most];
        }

        var count = 0;
        while (a < endA || b < endB)
        {
            var slotA = a < endA ? _original.SparseIndices[a] : int.MaxValue;
            var slotB = b < endB ? _original.SparseIndices[b] : int.MaxValue;
            _indices[count] = Math.Min(slotA, slotB);
            _values[count] = (slotA <= slotB ? share * _original.SparseValues[a] : 0) + (slotB <= slotA ? (1 - share) * _original.SparseValues[b] : 0);
            a += slotA <= slotB ? 1 : 0;
            b += slotB <= slotA ? 1 : 0;
            count++;
        }

        batch.SetSparseRow(_indices.AsSpan(0, count), _values.AsSpan(0, count));
    }
}
