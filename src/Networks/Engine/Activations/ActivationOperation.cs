using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>An elementwise nonlinearity.</summary>
internal sealed unsafe class ActivationOperation<TFunction>(TFunction function, Value input, Value output) : Operation, IElementwiseOperation
    where TFunction : struct, IElementwiseFunction
{
    public Value Input => input;

    public Value Output => output;

    public IElementwiseFunction Function => function;

    public Parameter? Learned => null;

    private const int ChunkLength = 8192;

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork { Function = function, Input = input.Data, Output = output.Data, Length = output.Length(pass) };
        pass.Team.Run((work.Length + ChunkLength - 1) / ChunkLength, ref work);
    }

    public override void Backward(in Pass pass)
    {
        if (!input.NeedsGradient)
        {
            return;
        }

        var work = new BackwardWork { Operation = this, Length = output.Length(pass), Accumulate = input.GradientStarted };
        pass.Team.Run((work.Length + ChunkLength - 1) / ChunkLength, ref work);
        input.GradientStarted = true;
    }

    private void BackwardChunk(int start, int length, bool accumulate) => FunctionLoops.Backward(
        function, input.Data + start, output.Data + start, output.Gradient + start, input.Gradient + start, length, accumulate);

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
        public ActivationOperation<TFunction> Operation;
        public int Length;
        public bool Accumulate;

        public readonly void Execute(int chunk) =>
            Operation.BackwardChunk(chunk * ChunkLength, Math.Min(ChunkLength, Length - (chunk * ChunkLength)), Accumulate);
    }
}
