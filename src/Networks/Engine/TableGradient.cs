using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>The gradient of an embedding table: zero but for the rows that the batch names.</summary>
/// <param name="table">The table, [rows, dimension].</param>
/// <param name="columns">The categorical columns that read it.</param>
internal sealed unsafe class TableGradient(Parameter table, int[] columns)
{
    private readonly RowTable _rows = new(table);

    public ReadOnlySpan<int> Columns => columns;

    public void Bind(Binding binding) => _rows.Bind(binding);

    /// <summary>Names the rows that a batch looks up, before it does so.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="indices">The rows of the batch's first row, one per categorical column.</param>
    /// <param name="columnCount">The number of categorical columns.</param>
    public void Prepare(in Pass pass, int* indices, int columnCount)
    {
        _rows.Begin();
        foreach (var column in Columns)
        {
            _rows.Touch(indices + column, columnCount, pass.Rows);
        }

        _rows.BringUpToDate(pass.Team);
    }

    /// <summary>Adds each row's gradient to the table row it looked up, in the order of the batch.</summary>
    public void Add(float* gradient, int gradientStride, int* indices, int indexStride, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var sum = _rows.Gradient(indices[i * indexStride]);
            TensorPrimitives.Add(sum, new ReadOnlySpan<float>(gradient + ((nint)i * gradientStride), sum.Length), sum);
        }
    }
}
