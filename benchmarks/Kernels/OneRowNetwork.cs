using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>A multi-layer perceptron that scores one row.</summary>
internal sealed unsafe class OneRowNetwork
{
    private readonly PackedMatrix[] _weights;
    private readonly AlignedBuffer[] _values;
    private readonly AlignedBuffer[] _biases;

    public OneRowNetwork(params int[] widths)
    {
        using var team = new WorkerTeam(1);
        _values = [.. widths.Select(width => new AlignedBuffer(width))];
        _biases = [.. widths.Select(width => new AlignedBuffer(width))];
        _weights = new PackedMatrix[widths.Length - 1];
        for (int i = 0; i < _weights.Length; i++)
        {
            var weights = new AlignedBuffer(widths[i] * widths[i + 1]);
            weights.Span.Fill(0.01f);
            _weights[i] = new PackedMatrix(widths[i], widths[i + 1]);
            _weights[i].Pack(team, new MatrixView(weights.Pointer, widths[i], widths[i + 1], widths[i + 1]));
        }

        _values[0].Span.Fill(1);
    }

    public void Run()
    {
        for (int i = 0; i < _weights.Length; i++)
        {
            RowProduct.Multiply(_values[i].Pointer, _weights[i], _biases[i + 1].Pointer, i < _weights.Length - 1, _values[i + 1].Pointer);
        }
    }
}
