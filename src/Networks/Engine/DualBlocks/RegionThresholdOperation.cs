using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The logit of a threshold per row: one for all rows, or that of the row's category.</summary>
internal sealed unsafe class RegionThresholdOperation : Operation
{
    public Parameter Table => _table;

    public Value Output => _output;

    public int Column => _column;

    public int Columns => _columns;

    public float MaskRate => _maskRate;

    private readonly Parameter _table;
    private readonly Value _output;
    private readonly int _column;
    private readonly int _columns;
    private readonly float _maskRate;
    private int[] _regions = [];
    private float* _values;
    private float* _gradient;

    /// <summary>Declares the thresholds.</summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="threshold">What they start from.</param>
    /// <param name="input">The input with the categorical column of regions.</param>
    /// <param name="maskRate">The share of categories that training shows as missing.</param>
    /// <param name="output">A number per row.</param>
    public RegionThresholdOperation(ParameterLayout layout, string name, PersistenceThreshold threshold, InputDescription input, float maskRate, Value output)
    {
        _output = output;
        _columns = input.Embeddings.Count;
        _maskRate = maskRate;
        _column = -1;
        for (var i = 0; i < _columns && threshold.RegionColumn is not null; i++)
        {
            _column = string.Equals(input.Embeddings[i].Column, threshold.RegionColumn, StringComparison.Ordinal) ? i : _column;
        }

        _table = layout.Declare(
            name, [_column < 0 ? 1 : input.Embeddings[_column].Cardinality + 1], Initialize(threshold), decays: false);
    }

    /// <summary>The logit that all thresholds start from.</summary>
    public static Initialization Initialize(PersistenceThreshold threshold) =>
        Initialization.Constant(MathF.Log(threshold.Initial / (1 - threshold.Initial)));

    public override void Bind(Binding binding)
    {
        _values = binding.Store.Pointer(_table);
        _gradient = binding.Gradient(_table);
        _regions = new int[binding.Capacity * _output.Copies];
    }

    public override void Forward(in Pass pass)
    {
        var mask = pass.Training && _column >= 0
            ? new DropoutMask(pass.Seed, RandomPurpose.CategoryMask, pass.Step, _maskRate, _columns)
            : default;
        for (var row = 0; row < _output.Rows(pass); row++)
        {
            var batchRow = row / _output.Copies;
            var region = _column < 0 ? 0 : pass.Batch.CategoryRow(batchRow)[_column];
            _regions[row] = (uint)region < (uint)_table.Length && !(mask.IsActive && mask.Factor(batchRow, _column) == 0) ? region : 0;
            _output.Data[row] = _values[_regions[row]];
        }
    }

    public override void Backward(in Pass pass)
    {
        new Span<float>(_gradient, _table.Length).Clear();
        for (var row = 0; row < _output.Rows(pass); row++)
        {
            _gradient[_regions[row]] += _output.Gradient[row];
        }
    }
}
