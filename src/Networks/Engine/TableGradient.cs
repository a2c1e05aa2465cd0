using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The gradient of an embedding table: zero but for the rows that the batch names.</summary>
/// <param name="table">The table, [rows, dimension].</param>
/// <param name="columns">The categorical columns that read it.</param>
internal sealed unsafe class TableGradient(Parameter table, int[] columns)
{
    private readonly int _dimension = table.Spec.Shape[1];
    private TouchedRows? _touched;
    private float* _gradient;

    public ReadOnlySpan<int> Columns => columns;

    public void Bind(Binding binding)
    {
        if (binding.Training)
        {
            _gradient = binding.Gradient(table);
            _touched = new TouchedRows(table.Spec.Shape[0]);
        }
    }

    /// <summary>Zeroes the rows of the last step; all others are zero already.</summary>
    public void Clear()
    {
        _touched!.Zero(_gradient, _dimension);
        _touched.Clear();
    }

    /// <summary>Adds each row's gradient to the table row it looked up, in the order of the batch.</summary>
    public void Add(float* gradient, int gradientStride, int* indices, int indexStride, int count)
    {
        _touched!.Add(indices, indexStride, count);
        for (var i = 0; i < count; i++)
        {
            var sum = new Span<float>(_gradient + ((nint)indices[i * indexStride] * _dimension), _dimension);
            TensorPrimitives.Add(sum, new ReadOnlySpan<float>(gradient + ((nint)i * gradientStride), _dimension), sum);
        }
    }
}
