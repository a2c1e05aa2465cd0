using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>An elementwise nonlinearity with one learned parameter for the layer.</summary>
internal sealed unsafe class LearnedActivationOperation<TFunction> : Operation, IElementwiseOperation
    where TFunction : struct, ILearnedFunction
{
    public Value Input => _input;

    public Value Output => _output;

    public IElementwiseFunction Function => default(TFunction);

    public Parameter? Learned => _parameter;

    private const int ChunkLength = 8192;

    private readonly Value _input;
    private readonly Value _output;
    private readonly Parameter _parameter;
    private float* _value;
    private float* _gradient;
    private float[] _chunkSums = [];

    public LearnedActivationOperation(ParameterLayout layout, string name, float initialValue, Value input, Value output)
    {
        _input = input;
        _output = output;
        _parameter = layout.Declare(name, [1], Initialization.Constant(initialValue), decays: false);
    }

    public override void Bind(Binding binding)
    {
        _value = binding.Store.Pointer(_parameter);
        _gradient = binding.Gradient(_parameter);
        _chunkSums = new float[Chunks(binding.Capacity * _output.Copies * _output.Width)];
    }

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork { Function = Current(), Input = _input.Data, Output = _output.Data, Length = _output.Length(pass) };
        pass.Team.Run(Chunks(work.Length), ref work);
    }

    public override void Backward(in Pass pass)
    {
        var length = _output.Length(pass);
        var work = new BackwardWork { Operation = this, Function = Current(), Length = length, Accumulate = _input.GradientStarted };
        pass.Team.Run(Chunks(length), ref work);
        _input.GradientStarted = _input.NeedsGradient;

        // Always the same order, so that the sum does not depend on the threads.
        float sum = 0;
        for (var chunk = 0; chunk < Chunks(length); chunk++)
        {
            sum += _chunkSums[chunk];
        }

        *_gradient = sum;
    }

    private static int Chunks(int length) => (length + ChunkLength - 1) / ChunkLength;

    private TFunction Current() => new() { Parameter = *_value };

    private void BackwardChunk(TFunction function, int chunk, int totalLength, bool accumulate)
    {
        var start = chunk * ChunkLength;
        var length = Math.Min(ChunkLength, totalLength - start);
        float* x = _input.Data + start, y = _output.Data + start, dy = _output.Gradient + start;
        _chunkSums[chunk] = FunctionLoops.ParameterGradient(function, x, y, dy, length);
        if (_input.NeedsGradient)
        {
            FunctionLoops.Backward(function, x, y, dy, _input.Gradient + start, length, accumulate);
        }
    }

    private struct ForwardWork : IChunkWork
    {
        public TFunction Function;
        public float* Input;
        public float* Output;
        public int Length;

        public readonly void Execute(int chunk)
        {
            var start = chunk * ChunkLength;
            FunctionLoops.Forward(Function, Input + start, Output + start, Math.Min(ChunkLength, Length - start));
        }
    }

    private struct BackwardWork : IChunkWork
    {
        public LearnedActivationOperation<TFunction> Operation;
        public TFunction Function;
        public int Length;
        public bool Accumulate;

        public readonly void Execute(int chunk) => Operation.BackwardChunk(Function, chunk, Length, Accumulate);
    }
}
