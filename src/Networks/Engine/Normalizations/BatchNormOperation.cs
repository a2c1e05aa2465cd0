using System.Numerics;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015) over all rows of a batch, then ReLU if asked. When scoring it is one multiplication and one
/// addition.
/// </summary>
internal sealed unsafe class BatchNormOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public BatchNormalization Description => _description;

    public bool Relu => _relu;

    public Parameter Weight => _weight;

    public Parameter Bias => _bias;

    public Parameter RunningMean => _runningMean;

    public Parameter RunningVariance => _runningVariance;

    // A cache line of columns, at least two vectors.
    private static readonly int ChunkColumns = 2 * Vector<float>.Count;

    private const int ScoringChunkRows = 64;

    private readonly Value _input;
    private readonly Value _output;
    private readonly BatchNormalization _description;
    private readonly bool _relu;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Parameter _runningMean;
    private readonly Parameter _runningVariance;
    private float* _weightGradient;
    private float* _biasGradient;
    private AlignedBuffer? _batchMean;
    private AlignedBuffer? _inverseDeviation;
    private AlignedBuffer? _scale;
    private AlignedBuffer? _shift;
    private ParameterStore? _store;
    private bool _training;

    public BatchNormOperation(ParameterLayout layout, string name, BatchNormalization description, bool relu, Value input, Value output)
    {
        _description = description;
        _relu = relu;
        _input = input;
        _output = output;
        _weight = layout.Declare($"{name}.weight", [input.Width], Initialization.Ones, decays: false);
        _bias = layout.Declare($"{name}.bias", [input.Width], Initialization.Zeros, decays: false);
        _runningMean = layout.Declare($"{name}.running_mean", [input.Width], Initialization.Zeros, decays: false, trains: false);
        _runningVariance = layout.Declare($"{name}.running_var", [input.Width], Initialization.Ones, decays: false, trains: false);
    }

    public override void Bind(Binding binding)
    {
        _store = binding.Store;
        _training = binding.Training;
        _weightGradient = binding.Gradient(_weight);
        _biasGradient = binding.Gradient(_bias);
        _scale = new AlignedBuffer(_input.Width);
        _shift = new AlignedBuffer(_input.Width);
        if (_training)
        {
            _batchMean = new AlignedBuffer(_input.Width);
            _inverseDeviation = new AlignedBuffer(_input.Width);
        }
        else
        {
            Fold();
        }
    }

    public override void Forward(in Pass pass)
    {
        var rows = _input.Rows(pass);
        if (pass.Training)
        {
            if (rows < 2)
            {
                throw new InvalidOperationException("Batch normalization cannot be trained on a batch of one row.");
            }

            var work = new ForwardWork { Operation = this, Rows = rows };
            pass.Team.Run((_input.Width + ChunkColumns - 1) / ChunkColumns, ref work);
            return;
        }

        if (_training)
        {
            Fold();
        }

        var scoring = new ScoringWork { Operation = this, Rows = rows };
        pass.Team.Run((rows + ScoringChunkRows - 1) / ScoringChunkRows, ref scoring);
    }

    public override void Backward(in Pass pass)
    {
        var work = new BackwardWork { Operation = this, Rows = _input.Rows(pass), Accumulate = _input.GradientStarted };
        pass.Team.Run((_input.Width + ChunkColumns - 1) / ChunkColumns, ref work);
        _input.GradientStarted = _input.NeedsGradient;
    }

    // The running statistics, weight and bias as one factor and one addend per column.
    private void Fold()
    {
        float* mean = _store!.Pointer(_runningMean), variance = _store.Pointer(_runningVariance);
        float* weight = _store.Pointer(_weight), bias = _store.Pointer(_bias);
        for (var j = 0; j < _input.Width; j++)
        {
            _scale!.Pointer[j] = weight[j] / MathF.Sqrt(variance[j] + _description.Epsilon);
            _shift!.Pointer[j] = bias[j] - (mean[j] * _scale.Pointer[j]);
        }
    }

    private void Score(int row, int rows)
    {
        var width = _input.Width;
        for (var i = row; i < row + rows; i++)
        {
            float* x = _input.Data + ((nint)i * width), y = _output.Data + ((nint)i * width);
            for (var j = 0; j < width; j += Vector<float>.Count)
            {
                var count = Math.Min(Vector<float>.Count, width - j);
                Store(Vector.FusedMultiplyAdd(
                    FunctionLoops.Load(x + j, count), Vector.Load(_scale!.Pointer + j), Vector.Load(_shift!.Pointer + j)), y + j, count);
            }
        }
    }

    private void ForwardColumns(int column, int count, int rows)
    {
        var width = _input.Width;
        var x = _input.Data + column;
        var mean = ColumnSum.Of(new BatchNormTerms.Plain(x, count), rows, width) / rows;
        var variance = ColumnSum.Of(new BatchNormTerms.SquaredDistance(x, mean, count), rows, width) / rows;
        var inverse = Vector<float>.One / Vector.SquareRoot(variance + new Vector<float>(_description.Epsilon));
        FunctionLoops.Store(mean, _batchMean!.Pointer + column, count);
        FunctionLoops.Store(inverse, _inverseDeviation!.Pointer + column, count);
        var scale = FunctionLoops.Load(_store!.Pointer(_weight) + column, count) * inverse;
        var shift = FunctionLoops.Load(_store.Pointer(_bias) + column, count) - (mean * scale);
        var y = _output.Data + column;
        for (var i = 0; i < rows; i++, x += width, y += width)
        {
            Store(Vector.FusedMultiplyAdd(FunctionLoops.Load(x, count), scale, shift), y, count);
        }

        // The running variance is the unbiased one, as in PyTorch.
        Follow(_store.Pointer(_runningMean) + column, mean, count);
        Follow(_store.Pointer(_runningVariance) + column, variance * ((float)rows / (rows - 1)), count);
    }

    private void BackwardColumns(int column, int count, int rows, bool accumulate)
    {
        nint width = _input.Width;
        float* x = _input.Data + column, y = _output.Data + column, dy = _output.Gradient + column;
        if (_relu)
        {
            CutOff(y, dy, count, rows, width);
        }

        var mean = FunctionLoops.Load(_batchMean!.Pointer + column, count);
        var inverse = FunctionLoops.Load(_inverseDeviation!.Pointer + column, count);
        var sum = ColumnSum.Of(new BatchNormTerms.Plain(dy, count), rows, width);
        var product = ColumnSum.Of(new BatchNormTerms.Product(dy, x, mean, count), rows, width) * inverse;
        FunctionLoops.Store(sum, _biasGradient + column, count);
        FunctionLoops.Store(product, _weightGradient + column, count);
        if (!_input.NeedsGradient)
        {
            return;
        }

        // dx = weight / deviation (dy - mean of dy - xhat mean of dy xhat), with xhat = (x - mean) / deviation.
        var scale = FunctionLoops.Load(_store!.Pointer(_weight) + column, count) * inverse;
        var slope = -scale * inverse * (product / rows);
        var shift = -scale * (sum / rows) - (slope * mean);
        var dx = _input.Gradient + column;
        for (var i = 0; i < rows; i++, x += width, dy += width, dx += width)
        {
            var gradient = Vector.FusedMultiplyAdd(
                FunctionLoops.Load(dy, count), scale, Vector.FusedMultiplyAdd(FunctionLoops.Load(x, count), slope, shift));
            FunctionLoops.Store(accumulate ? FunctionLoops.Load(dx, count) + gradient : gradient, dx, count);
        }
    }

    private static void CutOff(float* y, float* dy, int count, int rows, nint width)
    {
        for (var i = 0; i < rows; i++, y += width, dy += width)
        {
            var passed = Vector.GreaterThan(FunctionLoops.Load(y, count), Vector<float>.Zero);
            FunctionLoops.Store(Vector.ConditionalSelect(passed, FunctionLoops.Load(dy, count), Vector<float>.Zero), dy, count);
        }
    }

    private void Follow(float* running, Vector<float> batch, int count)
    {
        var old = FunctionLoops.Load(running, count);
        FunctionLoops.Store(old + ((batch - old) * _description.Momentum), running, count);
    }

    private void Store(Vector<float> value, float* destination, int count) =>
        FunctionLoops.Store(_relu ? Vector.Max(value, Vector<float>.Zero) : value, destination, count);

    private struct ForwardWork : IChunkWork
    {
        public BatchNormOperation Operation;
        public int Rows;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkColumns, Operation._input.Width);
            for (var column = chunk * ChunkColumns; column < end; column += Vector<float>.Count)
            {
                Operation.ForwardColumns(column, Math.Min(Vector<float>.Count, end - column), Rows);
            }
        }
    }

    private struct BackwardWork : IChunkWork
    {
        public BatchNormOperation Operation;
        public int Rows;
        public bool Accumulate;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkColumns, Operation._input.Width);
            for (var column = chunk * ChunkColumns; column < end; column += Vector<float>.Count)
            {
                Operation.BackwardColumns(column, Math.Min(Vector<float>.Count, end - column), Rows, Accumulate);
            }
        }
    }

    private struct ScoringWork : IChunkWork
    {
        public BatchNormOperation Operation;
        public int Rows;

        public readonly void Execute(int chunk) =>
            Operation.Score(chunk * ScoringChunkRows, Math.Min(ScoringChunkRows, Rows - (chunk * ScoringChunkRows)));
    }
}
