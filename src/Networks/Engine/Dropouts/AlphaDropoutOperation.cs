using System.Numerics;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// y = a (x d + limit (1 - d)) + b with d 1 or 0, limit = -lambda alpha of SELU, and a and b such that mean 0 and variance 1 stay
/// (Klambauer et al., 2017, section 3).
/// </summary>
internal sealed unsafe class AlphaDropoutOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public float Rate => _rate;

    public float Scale => _scale;

    public float KeptShift => _keptShift;

    public float Dropped => _dropped;

    private const int ChunkRows = 16;

    private readonly float _rate;
    private readonly uint _purpose;
    private readonly Value _input;
    private readonly Value _output;
    private readonly float _scale;
    private readonly float _keptShift;
    private readonly float _dropped;

    public AlphaDropoutOperation(float rate, uint purpose, Value input, Value output)
    {
        _rate = rate;
        _purpose = purpose;
        _input = input;
        _output = output;
        const double limit = -(double)EluFunction.SeluAlpha * EluFunction.SeluScale;
        var keep = 1 - (double)rate;
        var scale = 1 / Math.Sqrt(keep + (limit * limit * keep * rate));
        var shift = -scale * limit * rate;
        _scale = (float)scale;
        _keptShift = (float)shift;
        _dropped = (float)((scale * limit) + shift);
    }

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass)
    {
        if (!pass.Training)
        {
            var length = _input.Length(pass);
            new ReadOnlySpan<float>(_input.Data, length).CopyTo(new Span<float>(_output.Data, length));
            return;
        }

        var work = new Work { Operation = this, Mask = Mask(pass), Rows = _input.Rows(pass) };
        pass.Team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
    }

    public override void Backward(in Pass pass)
    {
        if (!_input.NeedsGradient)
        {
            return;
        }

        var work = new Work { Operation = this, Mask = Mask(pass), Rows = _input.Rows(pass), Backward = true, Accumulate = _input.GradientStarted };
        pass.Team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
        _input.GradientStarted = true;
    }

    private DropoutMask Mask(in Pass pass) => new(pass.Seed, _purpose, pass.Step, _rate, _input.Width);

    // The output's buffer first takes the mask: forward it is overwritten at once, backward it is no longer needed.
    private void Run(in DropoutMask mask, int row, int rows, bool backward, bool accumulate)
    {
        var (width, start) = (_input.Width, (nint)row * _input.Width);
        var factors = _output.Data + start;
        new Span<float>(factors, rows * width).Fill(1);
        mask.Apply(factors, row, rows, 0, width, width);
        for (var i = 0; i < rows * width; i += Vector<float>.Count)
        {
            var count = Math.Min(Vector<float>.Count, (rows * width) - i);
            var dropped = Vector.Equals(FunctionLoops.Load(factors + i, count), Vector<float>.Zero);
            if (!backward)
            {
                var kept = (FunctionLoops.Load(_input.Data + start + i, count) * _scale) + new Vector<float>(_keptShift);
                FunctionLoops.Store(Vector.ConditionalSelect(dropped, new Vector<float>(_dropped), kept), factors + i, count);
                continue;
            }

            var slope = FunctionLoops.Load(_output.Gradient + start + i, count) * _scale;
            slope = Vector.ConditionalSelect(dropped, Vector<float>.Zero, slope);
            var gradient = _input.Gradient + start + i;
            FunctionLoops.Store(accumulate ? FunctionLoops.Load(gradient, count) + slope : slope, gradient, count);
        }
    }

    private struct Work : IChunkWork
    {
        public AlphaDropoutOperation Operation;
        public DropoutMask Mask;
        public int Rows;
        public bool Backward;
        public bool Accumulate;

        public readonly void Execute(int chunk) =>
            Operation.Run(Mask, chunk * ChunkRows, Math.Min(ChunkRows, Rows - (chunk * ChunkRows)), Backward, Accumulate);
    }
}
