using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>One product of a linear layer, ready to run again and again.</summary>
internal sealed unsafe class LinearProduct
{
    private readonly AlignedBuffer _input;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _bias;
    private readonly AlignedBuffer _output;
    private readonly AlignedBuffer _weightGradient;
    private readonly PackedMatrix _packed;
    private readonly int _rows;
    private readonly int _inputs;
    private readonly int _outputs;

    public LinearProduct(WorkerTeam team, int rows, int inputs, int outputs)
    {
        _rows = rows;
        _inputs = inputs;
        _outputs = outputs;
        _input = Filled(rows * inputs);
        _weights = Filled(inputs * outputs);
        _bias = Filled(outputs);
        _output = Filled(rows * outputs);
        _weightGradient = new AlignedBuffer(inputs * outputs);
        _packed = new PackedMatrix(inputs, outputs);
        _packed.Pack(team, Weights.Transposed);
    }

    public double Flops => 2d * _rows * _inputs * _outputs;

    private MatrixView Weights => new(_weights.Pointer, _outputs, _inputs, _inputs);

    public void Run(WorkerTeam team, ProductKind kind)
    {
        var input = new MatrixView(_input.Pointer, _rows, _inputs, _inputs);
        var output = new MatrixView(_output.Pointer, _rows, _outputs, _outputs);
        switch (kind)
        {
            case ProductKind.Forward:
            case ProductKind.PackAndForward:
                if (kind == ProductKind.PackAndForward)
                {
                    _packed.Pack(team, Weights.Transposed);
                }

                var epilogue = new Epilogue { Bias = _bias.Pointer, Relu = true };
                Gemm.Multiply(team, input, _packed, _output.Pointer, _outputs, accumulate: false, epilogue);
                break;
            case ProductKind.InputGradient:
                Gemm.Multiply(team, output, Weights, _input.Pointer, _inputs);
                break;
            default:
                Gemm.Multiply(team, output.Transposed, input, _weightGradient.Pointer, _inputs);
                break;
        }
    }

    private static AlignedBuffer Filled(int length)
    {
        var buffer = new AlignedBuffer(length);
        for (int i = 0; i < length; i++)
        {
            // Small, so that products written over their own inputs stay finite.
            buffer.Pointer[i] = ((i * 37 % 101) - 50) * 1e-3f;
        }

        return buffer;
    }
}
