using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Periodic encoding of numeric features, each with a linear layer, into a slice of the input's row.</summary>
internal sealed unsafe class PeriodicOperation : Operation
{
    public Value Output => _output;

    public PeriodicEncoding Encoding => _encoding;

    public FeatureScaling Scaling => _scaling;

    public Parameter Frequency => _frequency;

    public Parameter Weight => _weight;

    public Parameter Bias => _bias;

    private const int ChunkRows = 128;

    private readonly PeriodicEncoding _encoding;
    private readonly int[] _features;
    private readonly int _frequencies;
    private readonly int _dimension;
    private readonly bool _relu;
    private readonly Value _output;
    private readonly int _offset;
    private readonly FeatureScaling _scaling;
    private readonly Parameter _frequency;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private AlignedBuffer? _waves;
    private AlignedBuffer? _waveGradients;
    private PackedMatrix[] _packed = [];
    private int _capacity;
    private float* _frequencyValues;
    private float* _weightValues;
    private float* _biasValues;
    private float* _frequencyGradient;
    private float* _weightGradient;
    private float* _biasGradient;

    /// <summary>Declares the layer.</summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="encoding">The encoding, with features.</param>
    /// <param name="scaling">What standardises the features.</param>
    /// <param name="output">The input's row.</param>
    /// <param name="offset">Where in the row the vectors begin.</param>
    public PeriodicOperation(ParameterLayout layout, PeriodicEncoding encoding, FeatureScaling scaling, Value output, int offset)
    {
        _encoding = encoding;
        _features = [.. encoding.Features!];
        _frequencies = encoding.Frequencies;
        _dimension = encoding.Dimension;
        _relu = encoding.Relu;
        _scaling = scaling;
        _output = output;
        _offset = offset;
        var waves = 2 * _frequencies;
        var initialization = Initialization.FanIn(waves);
        _frequency = layout.Declare(
            "input.numeric.encoding.frequency", [_features.Length, _frequencies], Initialization.Normal(encoding.Sigma), decays: false);
        _weight = layout.Declare("input.numeric.encoding.weight", [_features.Length, _dimension, waves], initialization, decays: true);
        _bias = layout.Declare("input.numeric.encoding.bias", [_features.Length, _dimension], initialization, decays: false);
    }

    private int Waves => 2 * _frequencies;

    public override void Bind(Binding binding)
    {
        _scaling.Bind(binding);
        _capacity = binding.Capacity;
        _frequencyValues = binding.Store.Pointer(_frequency);
        _weightValues = binding.Store.Pointer(_weight);
        _biasValues = binding.Store.Pointer(_bias);
        _frequencyGradient = binding.Gradient(_frequency);
        _weightGradient = binding.Gradient(_weight);
        _biasGradient = binding.Gradient(_bias);
        _packed = [.. _features.Select((_, feature) => binding.Store.Packed(_weight, feature))];
        _waves = new AlignedBuffer(checked(_capacity * _features.Length * Waves));
        if (binding.Training)
        {
            _waveGradients = new AlignedBuffer(_waves.Length);
        }
    }

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork { Operation = this, Batch = pass.Batch, RowChunks = (pass.Rows + ChunkRows - 1) / ChunkRows };
        pass.Team.Run(work.RowChunks * _features.Length, ref work);
    }

    public override void Backward(in Pass pass)
    {
        // A feature per chunk, so that its rows are always summed in the same order.
        var work = new BackwardWork { Operation = this, Batch = pass.Batch };
        pass.Team.Run(_features.Length, ref work);
    }

    private void ForwardFeature(Batch batch, int feature, int first, int rows)
    {
        var waves = _waves!.Pointer + (((nint)feature * _capacity) + first) * Waves;
        for (var row = 0; row < rows; row++)
        {
            var x = _scaling.Scale(batch.NumericRow(first + row), _features[feature]);
            Trigonometry.SinCosTurns(
                _frequencyValues + ((nint)feature * _frequencies), x, _frequencies, waves + ((nint)row * Waves), waves + ((nint)row * Waves) + _frequencies);
        }

        var output = _output.Data + ((nint)first * _output.Width) + _offset + ((nint)feature * _dimension);
        var bias = _biasValues + ((nint)feature * _dimension);
        if (rows == 1)
        {
            RowProduct.Multiply(waves, _packed[feature], bias, _relu, output);
            return;
        }

        var epilogue = new Epilogue { Bias = bias, Relu = _relu };
        Gemm.Multiply(
            WorkerTeam.CallerOnly, new MatrixView(waves, rows, Waves, Waves), _packed[feature], output, _output.Width, accumulate: false, epilogue);
    }

    private void BackwardFeature(Batch batch, int feature)
    {
        var rows = batch.Count;
        var at = _offset + ((nint)feature * _dimension);
        var gradient = _output.Gradient + at;
        if (_relu)
        {
            for (var row = 0; row < rows; row++)
            {
                var element = (nint)row * _output.Width;
                Elementwise.ReluBackward(
                    WorkerTeam.CallerOnly, gradient + element, _output.Data + at + element, gradient + element, _dimension);
            }
        }

        var waves = _waves!.Pointer + ((nint)feature * _capacity * Waves);
        var waveGradients = _waveGradients!.Pointer + ((nint)feature * _capacity * Waves);
        var weight = (nint)feature * _dimension * Waves;
        var outer = new MatrixView(gradient, rows, _dimension, _output.Width);
        Reductions.ColumnSums(WorkerTeam.CallerOnly, gradient, rows, _dimension, _output.Width, _biasGradient + ((nint)feature * _dimension));
        Gemm.Multiply(WorkerTeam.CallerOnly, outer.Transposed, new MatrixView(waves, rows, Waves, Waves), _weightGradient + weight, Waves);
        Gemm.Multiply(
            WorkerTeam.CallerOnly, outer, new MatrixView(_weightValues + weight, _dimension, Waves, Waves), waveGradients, Waves);
        var frequencyGradient = _frequencyGradient + ((nint)feature * _frequencies);
        new Span<float>(frequencyGradient, _frequencies).Clear();
        for (var row = 0; row < rows; row++)
        {
            var x = _scaling.Scale(batch.NumericRow(row), _features[feature]);
            var wave = (nint)row * Waves;
            Trigonometry.AddFrequencyGradient(waves + wave, waveGradients + wave, x, _frequencies, frequencyGradient);
        }
    }

    private struct ForwardWork : IChunkWork
    {
        public PeriodicOperation Operation;
        public Batch Batch;
        public int RowChunks;

        public readonly void Execute(int chunk)
        {
            var first = chunk % RowChunks * ChunkRows;
            Operation.ForwardFeature(Batch, chunk / RowChunks, first, Math.Min(ChunkRows, Batch.Count - first));
        }
    }

    private struct BackwardWork : IChunkWork
    {
        public PeriodicOperation Operation;
        public Batch Batch;

        public readonly void Execute(int chunk) => Operation.BackwardFeature(Batch, chunk);
    }
}
