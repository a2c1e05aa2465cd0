using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// What one head reads: the shared representation, and behind it the predictions of the heads that it is conditioned on. Only the
/// representation gets a gradient.
/// </summary>
internal sealed unsafe class HeadInputOperation : Operation
{
    public Value Trunk => _trunk;

    public IReadOnlyList<(Value Outputs, Loss Loss)> Conditions => _conditions;

    public Value Output => _output;

    public bool Measures => _measure;

    private const int ChunkRows = 32;

    private readonly Value _trunk;
    private readonly (Value Outputs, Loss Loss)[] _conditions;
    private readonly Value _output;
    private readonly bool _measure;
    private double[] _chunkSquares = [];

    /// <param name="trunk">The shared representation.</param>
    /// <param name="conditions">The raw outputs and the losses of the other heads.</param>
    /// <param name="output">As wide as all of them.</param>
    /// <param name="measure">Whether to measure the gradient.</param>
    public HeadInputOperation(Value trunk, (Value Outputs, Loss Loss)[] conditions, Value output, bool measure)
    {
        _trunk = trunk;
        _conditions = conditions;
        _output = output;
        _measure = measure;
    }

    /// <summary>The Euclidean norm of the gradient by the shared representation in the last backward pass; 0 where nothing before it is trained.</summary>
    public double GradientNorm { get; private set; }

    public override void Bind(Binding binding) =>
        _chunkSquares = new double[binding.Training ? Chunks(checked(binding.Capacity * _output.Copies)) : 0];

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork { Operation = this, Rows = _output.Rows(pass) };
        pass.Team.Run(Chunks(work.Rows), ref work);
    }

    public override void Backward(in Pass pass)
    {
        if (!_trunk.NeedsGradient)
        {
            return;
        }

        var work = new BackwardWork { Operation = this, Rows = _output.Rows(pass), Accumulate = _trunk.GradientStarted };
        var chunks = Chunks(work.Rows);
        pass.Team.Run(chunks, ref work);
        _trunk.GradientStarted = true;

        // Always the same order, so that the sum does not depend on the threads.
        double sum = 0;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            sum += _chunkSquares[chunk];
        }

        GradientNorm = Math.Sqrt(sum);
    }

    private static int Chunks(int rows) => (rows + ChunkRows - 1) / ChunkRows;

    private void ForwardRow(int row)
    {
        var output = new Span<float>(_output.Data + ((nint)row * _output.Width), _output.Width);
        new ReadOnlySpan<float>(_trunk.Data + ((nint)row * _trunk.Width), _trunk.Width).CopyTo(output);
        output = output[_trunk.Width..];
        foreach (var (value, loss) in _conditions)
        {
            Predict(loss, new ReadOnlySpan<float>(value.Data + ((nint)row * value.Width), value.Width), output);
            output = output[value.Width..];
        }
    }

    private static void Predict(Loss loss, ReadOnlySpan<float> outputs, Span<float> prediction)
    {
        if (!loss.GivesProbabilities)
        {
            outputs.CopyTo(prediction);
        }
        else if (loss.Target == TargetKind.Binary)
        {
            prediction[0] = 1 / (1 + MathF.Exp(-outputs[0]));
        }
        else
        {
            RowSoftmax.Probabilities(outputs, prediction[..outputs.Length]);
        }
    }

    private double BackwardRow(int row, bool accumulate)
    {
        var source = new ReadOnlySpan<float>(_output.Gradient + ((nint)row * _output.Width), _trunk.Width);
        var target = new Span<float>(_trunk.Gradient + ((nint)row * _trunk.Width), _trunk.Width);
        if (accumulate)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(target, source, target);
        }
        else
        {
            source.CopyTo(target);
        }

        return _measure ? System.Numerics.Tensors.TensorPrimitives.SumOfSquares(source) : 0;
    }

    private struct ForwardWork : IChunkWork
    {
        public HeadInputOperation Operation;
        public int Rows;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                Operation.ForwardRow(row);
            }
        }
    }

    private struct BackwardWork : IChunkWork
    {
        public HeadInputOperation Operation;
        public int Rows;
        public bool Accumulate;

        public readonly void Execute(int chunk)
        {
            double squares = 0;
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                squares += Operation.BackwardRow(row, Accumulate);
            }

            Operation._chunkSquares[chunk] = squares;
        }
    }
}
