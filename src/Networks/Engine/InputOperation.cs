using System.Runtime.InteropServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Writes each row's standardised numeric features, but for those that are encoded, then its categories' vectors.</summary>
internal sealed unsafe class InputOperation : Operation
{
    public Value Output => _output;

    public InputDescription Input => _input;

    public FeatureScaling? Scaling => _scaling;

    public float MaskRate => _maskRate;

    public IEnumerable<Parameter> Tables => _embeddings.Select(embedding => embedding.Table);

    private const int ChunkRows = 32;

    private readonly Value _output;
    private readonly int _numerics;
    private readonly int _columns;
    private readonly float _maskRate;
    private readonly FeatureScaling? _scaling;

    private readonly InputDescription _input;
    private readonly EmbeddingColumn[] _embeddings;
    private readonly TableGradient[] _tables;
    private int[] _indices = [];

    // The features that enter as single numbers, or null for all of them.
    private int[]? _plain;

    public InputOperation(ParameterLayout layout, InputDescription input, float maskRate, Value output)
    {
        _input = input;
        _output = output;
        _maskRate = maskRate;
        _columns = input.Embeddings.Count;
        if (!input.IsSparse)
        {
            _numerics = input.NumericCount - (input.NumericEncoding?.Features?.Count ?? 0);
            _scaling = _numerics > 0 ? new FeatureScaling(layout, input) : null;
        }

        _embeddings = new EmbeddingColumn[_columns];
        var offset = _numerics;
        for (var i = 0; i < _columns; i++)
        {
            var embedding = input.Embeddings[i];

            // U(-1/sqrt(d), 1/sqrt(d)) as in Gorishniy et al., "Revisiting Deep Learning Models for Tabular Data", 2021.
            var table = layout.Declare(
                embedding.TensorName,
                [embedding.Cardinality + 1, embedding.Dimension],
                Initialization.FanIn(embedding.Dimension),
                decays: true,
                trains: !embedding.Frozen);
            _embeddings[i] = new EmbeddingColumn { Table = table, Offset = offset, Dimension = embedding.Dimension, Rows = embedding.Cardinality + 1 };
            offset += embedding.Dimension;
        }

        _tables = TablesOf(_embeddings);
    }

    public override void Bind(Binding binding)
    {
        _scaling?.Bind(binding);
        _plain = _input.NumericEncoding?.Features is { } encoded ? [.. Enumerable.Range(0, _input.NumericCount).Except(encoded)] : null;
        _indices = GC.AllocateArray<int>(binding.Capacity * _columns, pinned: true);
        for (var i = 0; i < _columns; i++)
        {
            _embeddings[i].Values = binding.Store.Pointer(_embeddings[i].Table);
        }

        foreach (var table in _tables)
        {
            table.Bind(binding);
        }
    }

    public override void Forward(in Pass pass)
    {
        LookUp(pass);
        if (pass.Training)
        {
            foreach (var table in _tables)
            {
                table.Prepare(pass, (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_indices, 0), _columns);
            }
        }

        var work = new ForwardWork { Operation = this, Batch = pass.Batch };
        pass.Team.Run((pass.Rows + ChunkRows - 1) / ChunkRows, ref work);
    }

    public override void Backward(in Pass pass)
    {
        if (_tables.Length == 0)
        {
            return;
        }

        // A table per chunk: two columns that share a table are summed one after the other, always in the same order.
        var work = new BackwardWork { Operation = this, Rows = pass.Rows };
        pass.Team.Run(_tables.Length, ref work);
    }

    // Each trained table once, with the columns that read it.
    private static TableGradient[] TablesOf(EmbeddingColumn[] embeddings)
    {
        var tables = new List<Parameter>();
        var columns = new Dictionary<Parameter, List<int>>();
        for (var column = 0; column < embeddings.Length; column++)
        {
            var table = embeddings[column].Table;
            if (!table.Spec.Trains)
            {
                continue;
            }

            if (!columns.TryGetValue(table, out var readers))
            {
                tables.Add(table);
                columns.Add(table, readers = []);
            }

            readers.Add(column);
        }

        return [.. tables.Select(table => new TableGradient(table, [.. columns[table]]))];
    }

    private void LookUp(in Pass pass)
    {
        var categories = pass.Batch.Categories;
        var mask = pass.Training ? new DropoutMask(pass.Seed, RandomPurpose.CategoryMask, pass.Step, _maskRate, _columns) : default;
        for (var i = 0; i < categories.Length; i++)
        {
            var column = i % _columns;
            var index = categories[i];
            var known = (uint)index < (uint)_embeddings[column].Rows && !(mask.IsActive && mask.Factor(i / _columns, column) == 0);
            _indices[i] = known ? index : 0;
        }
    }

    private void ForwardRow(Batch batch, int row)
    {
        var output = new Span<float>(_output.Data + ((nint)row * _output.Width), _output.Width);
        if (_plain is null)
        {
            _scaling?.Scale(batch.NumericRow(row), output);
        }
        else
        {
            var numerics = batch.NumericRow(row);
            for (var i = 0; i < _plain.Length; i++)
            {
                output[i] = _scaling!.Scale(numerics, _plain[i]);
            }
        }

        for (var column = 0; column < _columns; column++)
        {
            ref var embedding = ref _embeddings[column];
            var index = _indices[(row * _columns) + column];
            new ReadOnlySpan<float>(embedding.Values + ((nint)index * embedding.Dimension), embedding.Dimension)
                .CopyTo(output[embedding.Offset..]);
        }
    }

    private void BackwardTable(TableGradient table, int rows)
    {
        foreach (var column in table.Columns)
        {
            var indices = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_indices, column);
            table.Add(_output.Gradient + _embeddings[column].Offset, _output.Width, indices, _columns, rows);
        }
    }

    private struct ForwardWork : IChunkWork
    {
        public InputOperation Operation;
        public Batch Batch;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Batch.Count);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                Operation.ForwardRow(Batch, row);
            }
        }
    }

    private struct BackwardWork : IChunkWork
    {
        public InputOperation Operation;
        public int Rows;

        public readonly void Execute(int chunk) => Operation.BackwardTable(Operation._tables[chunk], Rows);
    }

    private struct EmbeddingColumn
    {
        public Parameter Table;
        public int Offset;
        public int Dimension;
        public int Rows;
        public float* Values;
    }
}
