namespace NeuralTrainers.Torch;

/// <summary>Products with trained matrices.</summary>
internal static class LinearLayers
{
    public static void Run(LinearOperation linear, TorchPass pass)
    {
        var bias = pass[linear.Bias];
        Tensor output;
        if (linear.Weight is null)
        {
            output = SparseProduct(linear, pass) + bias;
        }
        else
        {
            output = pass.Linear(pass[linear.Input], Weight(linear.Weight, pass), bias);
            output = linear.SparseWeight is null ? output : output + SparseProduct(linear, pass);
        }

        pass[linear.Output] = Finish(output, linear.Relu, linear.Dropout, pass);
    }

    public static void Run(GroupedLinearOperation linear, TorchPass pass)
    {
        var weight = pass[linear.Weight];
        var groups = pass[linear.Input].reshape(-1, linear.Groups, weight.shape[2]).transpose(0, 1);
        var products = pass.Product(groups, weight.transpose(1, 2)).transpose(0, 1);
        pass[linear.Output] = linear.IsPerMember
            ? (products + pass[linear.Bias]).reshape(-1, linear.Output.Width)
            : products.reshape(-1, linear.Output.Width) + pass[linear.Bias];
    }

    public static void Run(BatchEnsembleOperation ensemble, TorchPass pass)
    {
        // Members that share an input are told apart by their scale alone.
        var input = pass[ensemble.Input].reshape(-1, ensemble.Input.Copies, ensemble.Input.Width);
        var products = pass.Linear(input * pass[ensemble.InputScale], pass[ensemble.Weight]);
        var output = (products * pass[ensemble.OutputScale]) + pass[ensemble.Bias];
        pass[ensemble.Output] = Finish(output.reshape(-1, ensemble.Output.Width), ensemble.Relu, ensemble.Dropout, pass);
    }

    /// <summary>The trained matrices [out, in] that rows of values are multiplied by.</summary>
    public static IEnumerable<Parameter> Matrices(Operation operation) => operation switch
    {
        LinearOperation { Weight: { } weight } => Plain(weight) is { } parameter ? [parameter] : [],
        GroupedLinearOperation grouped => [grouped.Weight],
        BatchEnsembleOperation ensemble => [ensemble.Weight],
        PeriodicOperation encoding => [encoding.Weight],
        TokenizerOperation tokenizer => tokenizer.Parts.Select(part => part.Weight).OfType<Parameter>(),
        _ => [],
    };

    private static Parameter? Plain(LinearWeight weight) => weight switch
    {
        PlainWeight plain => plain.Parameter,
        MaskedWeight masked => Plain(masked.Inner),
        _ => null,
    };

    private static Tensor Finish(Tensor output, bool relu, float dropout, TorchPass pass)
    {
        output = relu ? output.relu() : output;
        return pass.Training && dropout > 0 ? output * pass.DropoutFactors(output, dropout) : output;
    }

    private static Tensor Weight(LinearWeight weight, TorchPass pass)
    {
        switch (weight)
        {
            case PlainWeight plain:
                return pass[plain.Parameter];
            case MaskedWeight masked:
                var inner = Weight(masked.Inner, pass);
                return pass.Training ? inner * pass.DropoutFactors(inner, masked.Rate) : inner;
            case NormalizedWeight normalized:
                // A row of zeros has no direction: it stays zero.
                var norm = pass[normalized.Direction].norm(1, keepdim: true);
                return pass[normalized.Direction] * (pass[normalized.Length] / norm.clamp(float.Epsilon));
            default:
                throw new NotSupportedException($"The TorchSharp backend does not know the weights {weight.GetType().Name}.");
        }
    }

    private static Tensor SparseProduct(LinearOperation linear, TorchPass pass)
    {
        var (rows, slots, values) = pass.Batch.Sparse!.Value;
        var terms = pass[linear.SparseWeight!].index_select(0, slots) * values.unsqueeze(1);
        return torch.zeros(pass.Batch.Count, linear.Output.Width, torch.float32, values.device).index_add(0, rows, terms, 1);
    }
}
