using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>y = x W' + b, then ReLU and dropout if asked: fused with the product. W is [out, in] as in PyTorch.</summary>
/// <remarks>
/// An input with a sparse part has a second weight matrix [slots, out] for it, of which only the rows of non-zero slots are read.
/// </remarks>
internal sealed unsafe class LinearOperation : Operation
{
    public Value Input => _input;

    public Value Output => _output;

    public LinearWeight? Weight => _weight;

    public Parameter? SparseWeight => _sparseWeight;

    public Parameter Bias => _bias;

    public bool Relu => _relu;

    public float Dropout => _dropout;

    private readonly Value _input;
    private readonly Value _output;
    private readonly LinearWeight? _weight;
    private readonly Parameter? _sparseWeight;
    private readonly Parameter _bias;
    private readonly bool _relu;
    private readonly float _dropout;
    private readonly uint _dropoutPurpose;
    private readonly RowTable? _sparseRows;
    private float* _sparseValues;
    private float* _biasValues;
    private float* _biasGradient;

    public LinearOperation(ParameterLayout layout, string name, Value input, Value output, LinearOptions options, Func<uint> nextPurpose)
    {
        _input = input;
        _output = output;
        _relu = options.Relu;
        _dropout = options.Dropout;
        _dropoutPurpose = _dropout > 0 ? nextPurpose() : 0;
        var (initialWeight, initialBias) = Initialization.OfLinear(
            options.Initialization, options.Next, input.Width + input.SparseWidth, output.Width);
        if (input.Width > 0)
        {
            _weight = LinearWeight.Declare(layout, name, output.Width, input.Width, initialWeight, options, nextPurpose);
        }

        if (input.SparseWidth > 0)
        {
            _sparseWeight = layout.Declare($"{name}.sparse.weight", [input.SparseWidth, output.Width], initialWeight, decays: true);
            _sparseRows = new RowTable(_sparseWeight);
        }

        _bias = layout.Declare($"{name}.bias", [output.Width], options.ZeroBias ? Initialization.Zeros : initialBias, decays: false);
    }

    public override void Bind(Binding binding)
    {
        _biasValues = binding.Store.Pointer(_bias);
        _biasGradient = binding.Gradient(_bias);
        if (_sparseWeight is not null)
        {
            _sparseValues = binding.Store.Pointer(_sparseWeight);
            _sparseRows!.Bind(binding);
        }

        _weight?.Bind(binding);
    }

    public override void Forward(in Pass pass)
    {
        var rows = _input.Rows(pass);
        var dropout = pass.Training && _dropout > 0 ? Mask(pass) : default;
        if (_sparseWeight is not null)
        {
            PrepareSparseRows(pass);
            var alone = _weight is null;
            SparseProduct.Multiply(
                pass.Team, SparseInput(pass), _sparseValues, _output.Width, alone ? _biasValues : null, alone && _relu, _output.Data, _output.Width);
            if (alone)
            {
                Elementwise.ApplyDropout(pass.Team, _output.Data, rows, _output.Width, _output.Width, dropout);
                return;
            }
        }
        else if (rows == 1 && !dropout.IsActive)
        {
            RowProduct.Multiply(_input.Data, _weight!.Packed(pass), _biasValues, _relu, _output.Data);
            return;
        }

        var epilogue = new Epilogue { Bias = _biasValues, Relu = _relu, Dropout = dropout };
        var input = new MatrixView(_input.Data, rows, _input.Width, _input.Width);
        Gemm.Multiply(pass.Team, input, _weight!.Packed(pass), _output.Data, _output.Width, accumulate: _sparseWeight is not null, epilogue);
    }

    public override void Backward(in Pass pass)
    {
        var rows = _input.Rows(pass);
        if (_relu)
        {
            // A unit that was dropped or cut off is zero; every other one was scaled by dropout alone.
            var scale = _dropout > 0 ? Mask(pass).Scale : 1f;
            Elementwise.ReluBackward(
                pass.Team, _output.Gradient, _output.Data, _output.Gradient, rows * _output.Width, scale);
        }
        else if (_dropout > 0)
        {
            Elementwise.ApplyDropout(pass.Team, _output.Gradient, rows, _output.Width, _output.Width, Mask(pass));
        }

        Reductions.ColumnSums(pass.Team, _output.Gradient, rows, _output.Width, _output.Width, _biasGradient);
        if (_sparseRows is { Gradients: not null } table)
        {
            SparseProduct.AddWeightGradient(
                pass.Team, SparseInput(pass), _output.Gradient, _output.Width, _output.Width, table.Gradients, table.GradientRows, table.Places);
        }

        if (_weight is null)
        {
            return;
        }

        var gradient = new MatrixView(_output.Gradient, rows, _output.Width, _output.Width);
        var input = new MatrixView(_input.Data, rows, _input.Width, _input.Width);
        Gemm.Multiply(pass.Team, gradient.Transposed, input, _weight.Gradient, _input.Width);
        if (_input.NeedsGradient)
        {
            var weight = new MatrixView(_weight.Values, _output.Width, _input.Width, _input.Width);
            Gemm.Multiply(pass.Team, gradient, weight, _input.Gradient, _input.Width, accumulate: _input.GradientStarted);
            _input.GradientStarted = true;
        }

        _weight.Complete(pass);
    }

    private void PrepareSparseRows(in Pass pass)
    {
        if (pass.Training)
        {
            var input = SparseInput(pass);
            _sparseRows!.Begin();
            _sparseRows.Touch(input.ColumnIndices, 1, input.RowStarts[input.Rows]);
            _sparseRows.BringUpToDate(pass.Team);
        }
    }

    private static SparseRows SparseInput(in Pass pass) => new(
        pass.Rows, pass.Batch.SparseStartsPointer, pass.Batch.SparseIndicesPointer, pass.Batch.SparseValuesPointer);

    private DropoutMask Mask(in Pass pass) => new(pass.Seed, _dropoutPurpose, pass.Step, _dropout, _output.Width);
}
