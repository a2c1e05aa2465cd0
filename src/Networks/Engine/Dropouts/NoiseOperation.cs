using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// Multiplies each element by a random factor in training, and does nothing when scoring. The factors are stored from the forward to the
/// backward pass. One parameter of their distribution may be learned.
/// </summary>
internal abstract unsafe class NoiseOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public Parameter? Parameter => _parameter;

    /// <summary>Factors are made in chunks of this many, whole ones, so that each depends on its position alone.</summary>
    protected const int ChunkLength = 4096;

    private readonly uint _purpose;
    private readonly Value _input;
    private readonly Value _output;
    private readonly Parameter? _parameter;
    private AlignedBuffer? _factors;
    private double[] _chunkSums = [];
    private RandomStream? _random;
    private ulong _seed;
    private float* _value;
    private float* _gradient;

    /// <summary>Declares the noise.</summary>
    /// <param name="purpose">The purpose of its random numbers.</param>
    /// <param name="input">What it multiplies.</param>
    /// <param name="output">The products.</param>
    /// <param name="parameter">What it learns, or null.</param>
    protected NoiseOperation(uint purpose, Value input, Value output, Parameter? parameter = null)
    {
        _purpose = purpose;
        _input = input;
        _output = output;
        _parameter = parameter;
    }

    /// <summary>The number of elements in a row of the batch.</summary>
    protected int Units => _input.Width * _input.Copies;

    /// <summary>The value of the learned parameter.</summary>
    protected float Learned => *_value;

    /// <summary>Turns uniform numbers into factors.</summary>
    protected abstract void MakeFactors(Span<float> uniform);

    /// <summary>Turns factors into their derivatives by the learned parameter.</summary>
    protected virtual void MakeSlopes(ReadOnlySpan<float> factors, Span<float> slopes) => slopes.Clear();

    /// <summary>The derivative of <see cref="Operation.Penalty"/> by the learned parameter.</summary>
    protected virtual double PenaltySlope => 0;

    public override void Bind(Binding binding)
    {
        if (_parameter is not null)
        {
            _value = binding.Store.Pointer(_parameter);
            _gradient = binding.Gradient(_parameter);
        }

        if (binding.Training)
        {
            var chunks = Chunks(checked(binding.Capacity * Units));
            _factors = new AlignedBuffer(checked(chunks * ChunkLength));
            _chunkSums = new double[chunks];
        }
    }

    public override void Forward(in Pass pass)
    {
        var length = _input.Length(pass);
        if (!pass.Training)
        {
            new ReadOnlySpan<float>(_input.Data, length).CopyTo(new Span<float>(_output.Data, length));
            return;
        }

        if (_random is null || _seed != pass.Seed)
        {
            (_random, _seed) = (new RandomStream(pass.Seed, _purpose), pass.Seed);
        }

        var work = new ForwardWork { Operation = this, Length = length, Step = pass.Step };
        pass.Team.Run(Chunks(length), ref work);
    }

    public override void Backward(in Pass pass)
    {
        var work = new BackwardWork { Operation = this, Length = _input.Length(pass), Accumulate = _input.GradientStarted };
        pass.Team.Run(Chunks(work.Length), ref work);
        _input.GradientStarted = _input.NeedsGradient;
        if (_parameter is null)
        {
            return;
        }

        // Always the same order, so that the sum does not depend on the threads.
        var sum = PenaltySlope;
        for (var chunk = 0; chunk < Chunks(work.Length); chunk++)
        {
            sum += _chunkSums[chunk];
        }

        *_gradient = (float)sum;
    }

    private static int Chunks(int length) => (length + ChunkLength - 1) / ChunkLength;

    private void ForwardChunk(int start, int length, ulong step)
    {
        var factors = _factors!.Span.Slice(start, ChunkLength);
        _random!.FillUniform(factors, (step << 32) + (uint)start);
        MakeFactors(factors);
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(_input.Data + start, length), factors[..length], new Span<float>(_output.Data + start, length));
    }

    private void BackwardChunk(int start, int length, bool accumulate)
    {
        var gradient = new ReadOnlySpan<float>(_output.Gradient + start, length);
        var factors = _factors!.Span.Slice(start, length);
        if (_parameter is not null)
        {
            Span<float> slopes = stackalloc float[ChunkLength];
            slopes = slopes[..length];
            MakeSlopes(factors, slopes);
            TensorPrimitives.Multiply(slopes, new ReadOnlySpan<float>(_input.Data + start, length), slopes);
            _chunkSums[start / ChunkLength] = TensorPrimitives.Dot(slopes, gradient);
        }

        if (_input.NeedsGradient)
        {
            var result = new Span<float>(_input.Gradient + start, length);
            if (accumulate)
            {
                TensorPrimitives.MultiplyAdd(gradient, factors, result, result);
            }
            else
            {
                TensorPrimitives.Multiply(gradient, factors, result);
            }
        }
    }

    private struct ForwardWork : IChunkWork
    {
        public NoiseOperation Operation;
        public int Length;
        public ulong Step;

        public readonly void Execute(int chunk) =>
            Operation.ForwardChunk(chunk * ChunkLength, Math.Min(ChunkLength, Length - (chunk * ChunkLength)), Step);
    }

    private struct BackwardWork : IChunkWork
    {
        public NoiseOperation Operation;
        public int Length;
        public bool Accumulate;

        public readonly void Execute(int chunk) =>
            Operation.BackwardChunk(chunk * ChunkLength, Math.Min(ChunkLength, Length - (chunk * ChunkLength)), Accumulate);
    }
}
