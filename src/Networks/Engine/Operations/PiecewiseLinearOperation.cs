using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Piecewise-linear encoding of numeric features, each with a linear layer, into a slice of the input's row.</summary>
/// <remarks>
/// The weight rows of all features' bins lie one after the other: [sum of bin counts, dimension]. So do the edges, one more than bins
/// for each feature.
/// </remarks>
internal sealed unsafe class PiecewiseLinearOperation : Operation
{
    public Value Output => _output;

    public PiecewiseLinearEncoding Encoding => _encoding;

    public Parameter BinEdges => _edges;

    public Parameter Weight => _weight;

    public Parameter Bias => _bias;

    public const string EdgesName = "input.numeric.encoding.edges";

    private const int ChunkRows = 32;

    private readonly PiecewiseLinearEncoding _encoding;
    private readonly int[] _features;
    private readonly int[] _bins;
    private readonly int[] _starts;
    private readonly int _dimension;
    private readonly bool _relu;
    private readonly Value _output;
    private readonly int _offset;
    private readonly Parameter _edges;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private AlignedBuffer? _scales;
    private AlignedBuffer? _sums;
    private AlignedBuffer? _gradientSums;
    private int[] _rowBins = [];
    private float[] _rowFractions = [];
    private float* _edgeValues;
    private float* _weightValues;
    private float* _biasValues;
    private float* _weightGradient;
    private float* _biasGradient;

    /// <summary>Declares the layer.</summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="encoding">The encoding, with features and bins.</param>
    /// <param name="output">The input's row.</param>
    /// <param name="offset">Where in the row the vectors begin.</param>
    public PiecewiseLinearOperation(ParameterLayout layout, PiecewiseLinearEncoding encoding, Value output, int offset)
    {
        _encoding = encoding;
        _features = [.. encoding.Features!];
        _bins = [.. encoding.BinCounts!];
        _dimension = encoding.Dimension;
        _relu = encoding.Relu;
        _output = output;
        _offset = offset;
        _starts = new int[_bins.Length];
        var total = 0;
        for (var i = 0; i < _bins.Length; i++)
        {
            _starts[i] = total;
            total = checked(total + _bins[i]);
        }

        _edges = layout.Declare(EdgesName, [checked(total + _bins.Length)], Initialization.Zeros, decays: false, trains: false);
        _weight = layout.Declare("input.numeric.encoding.weight", [total, _dimension], Initialization.Uniform(1) with { RowGroups = _bins }, decays: true);
        _bias = layout.Declare("input.numeric.encoding.bias", [_bins.Length, _dimension], Initialization.FanIn(_bins.Max()), decays: false);
    }

    public override void Bind(Binding binding)
    {
        _edgeValues = binding.Store.Pointer(_edges);
        _weightValues = binding.Store.Pointer(_weight);
        _biasValues = binding.Store.Pointer(_bias);
        _weightGradient = binding.Gradient(_weight);
        _biasGradient = binding.Gradient(_bias);
        _scales = new AlignedBuffer(_weight.Spec.Shape[0]);
        _sums = new AlignedBuffer(_weight.Length);
        for (var feature = 0; feature < _features.Length; feature++)
        {
            var edges = Edges(feature);
            for (var bin = 0; bin < _bins[feature]; bin++)
            {
                _scales.Pointer[_starts[feature] + bin] = 1 / (edges[bin + 1] - edges[bin]);
            }

            SumWeights(feature);
        }

        if (binding.Training)
        {
            _gradientSums = new AlignedBuffer(_weight.Length);
            _rowBins = new int[binding.Capacity * _features.Length];
            _rowFractions = new float[binding.Capacity * _features.Length];
        }
    }

    public override void Forward(in Pass pass)
    {
        if (_gradientSums is not null)
        {
            // In training the weights may have changed since the last pass.
            var sums = new SumWork { Operation = this };
            pass.Team.Run(_features.Length, ref sums);
        }

        var work = new ForwardWork { Operation = this, Batch = pass.Batch };
        pass.Team.Run((pass.Rows + ChunkRows - 1) / ChunkRows, ref work);
    }

    public override void Backward(in Pass pass)
    {
        // A feature per chunk, so that its rows are always summed in the same order.
        var work = new BackwardWork { Operation = this, Rows = pass.Rows };
        pass.Team.Run(_features.Length, ref work);
    }

    private float* Edges(int feature) => _edgeValues + _starts[feature] + feature;

    private void SumWeights(int feature)
    {
        var at = (nint)_starts[feature] * _dimension;
        PiecewiseLinear.PrefixSums(
            _weightValues + at, _biasValues + ((nint)feature * _dimension), _bins[feature], _dimension, _sums!.Pointer + at);
    }

    private void ForwardRow(Batch batch, int row)
    {
        var numerics = batch.NumericRow(row);
        var output = _output.Data + ((nint)row * _output.Width) + _offset;
        for (var feature = 0; feature < _features.Length; feature++)
        {
            var value = numerics[_features[feature]];
            var edges = Edges(feature);
            var bin = PiecewiseLinear.Bin(edges + 1, _bins[feature] - 1, value);
            var weight = _starts[feature] + bin;
            var fraction = (value - edges[bin]) * _scales!.Pointer[weight];
            var at = (nint)weight * _dimension;
            PiecewiseLinear.Interpolate(
                _sums!.Pointer + at, _weightValues + at, fraction, _dimension, _relu, output + ((nint)feature * _dimension));
            if (_gradientSums is not null)
            {
                _rowBins[(row * _features.Length) + feature] = weight;
                _rowFractions[(row * _features.Length) + feature] = fraction;
            }
        }
    }

    private void BackwardFeature(int feature, int rows)
    {
        var start = (nint)_starts[feature] * _dimension;
        var length = _bins[feature] * _dimension;
        new Span<float>(_weightGradient + start, length).Clear();
        new Span<float>(_gradientSums!.Pointer + start, length).Clear();
        for (var row = 0; row < rows; row++)
        {
            var element = ((nint)row * _output.Width) + _offset + ((nint)feature * _dimension);
            var cell = (row * _features.Length) + feature;
            var at = (nint)_rowBins[cell] * _dimension;
            PiecewiseLinear.Accumulate(
                _output.Gradient + element,
                _relu ? _output.Data + element : null,
                _rowFractions[cell],
                _dimension,
                _gradientSums.Pointer + at,
                _weightGradient + at);
        }

        PiecewiseLinear.SuffixSums(
            _gradientSums.Pointer + start, _bins[feature], _dimension, _weightGradient + start, _biasGradient + ((nint)feature * _dimension));
    }

    private struct SumWork : IChunkWork
    {
        public PiecewiseLinearOperation Operation;

        public readonly void Execute(int chunk) => Operation.SumWeights(chunk);
    }

    private struct ForwardWork : IChunkWork
    {
        public PiecewiseLinearOperation Operation;
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
        public PiecewiseLinearOperation Operation;
        public int Rows;

        public readonly void Execute(int chunk) => Operation.BackwardFeature(chunk, Rows);
    }
}
