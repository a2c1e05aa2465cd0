namespace NeuralTrainers.Torch;

/// <summary>From the table's columns to the input's row.</summary>
internal static class Inputs
{
    public static void Run(InputOperation operation, TorchPass pass)
    {
        var input = operation.Input;
        var plain = PlainFeatures(input);
        if (plain.Length > 0)
        {
            var numbers = Scaled(operation.Scaling!, pass);
            pass.Append(operation.Output, plain.Length == input.NumericCount ? numbers : numbers.index_select(1, pass.Cache.Indices((operation, "plain"), plain)));
        }

        var hidden = pass.Hidden(RandomPurpose.CategoryMask, input.Embeddings.Count, operation.MaskRate);
        var column = 0;
        foreach (var table in operation.Tables)
        {
            var rows = pass.Batch.Categories!.select(1, column);
            rows = hidden is null ? rows : rows.masked_fill(hidden.select(1, column), 0);
            pass.Append(operation.Output, pass[table].index_select(0, rows));
            column++;
        }
    }

    public static void Run(PeriodicOperation operation, TorchPass pass)
    {
        var x = Encoded(Scaled(operation.Scaling, pass), operation.Encoding, pass);
        var turns = x.unsqueeze(2) * pass[operation.Frequency];

        // Whole turns are taken off first: large arguments would lose digits.
        var angles = (turns - turns.detach().round()) * (2 * MathF.PI);
        var waves = torch.cat([angles.sin(), angles.cos()], 2);
        AppendLinear(operation.Output, waves, pass[operation.Weight], pass[operation.Bias], operation.Encoding.Relu, pass);
    }

    public static void Run(PiecewiseLinearOperation operation, TorchPass pass)
    {
        var encoding = operation.Encoding;
        var bins = encoding.BinCounts!;
        var most = bins.Max();
        var plan = pass.Cache.Of(operation, () => new BinPlan(encoding, pass[operation.BinEdges]));
        var x = Encoded(pass.Batch.Numerics!, encoding, pass);

        // The bin of a value is how many of the inner edges are not above it.
        var bin = torch.searchsorted(plan.InnerEdges, x.t().contiguous(), right: true).t();
        var edges = pass[operation.BinEdges];
        var left = bin + plan.FirstEdges;
        var low = edges.index_select(0, left.reshape(-1)).reshape(x.shape);
        var high = edges.index_select(0, left.reshape(-1) + 1).reshape(x.shape);
        var fraction = (x - low) / (high - low);

        // All components before the bin are 1: the sum of their weights, padded so that every feature has as many bins.
        var weight = pass[operation.Weight];
        var padded = torch.cat([weight, torch.zeros(1, encoding.Dimension, torch.float32, weight.device)], 0)
            .index_select(0, plan.WeightRows).reshape(bins.Count, most, encoding.Dimension);
        var before = padded.cumsum(1) - padded;
        var place = (bin + plan.FirstPlaces).reshape(-1);
        var sums = before.reshape(-1, encoding.Dimension).index_select(0, place);
        var own = padded.reshape(-1, encoding.Dimension).index_select(0, place);
        var vectors = (sums + (own * fraction.reshape(-1, 1))).reshape(-1, bins.Count, encoding.Dimension) + pass[operation.Bias];
        vectors = encoding.Relu ? vectors.relu() : vectors;
        pass.Append(operation.Output, vectors.reshape(-1, bins.Count * encoding.Dimension));
    }

    public static void Run(PreviousFeatureOperation operation, TorchPass pass)
    {
        var values = PreviousRows.Of(operation.Previous, pass);
        var missing = values.isnan();
        var standard = (values - operation.Head.TargetMean) / operation.Head.TargetScale;
        pass.Append(operation.Input, torch.stack([standard.masked_fill(missing, 0), missing.to_type(torch.float32)], 1));
    }

    private static int[] PlainFeatures(InputDescription input) =>
        input.IsSparse ? [] : [.. Enumerable.Range(0, input.NumericCount).Except(input.NumericEncoding?.Features ?? [])];

    private static Tensor Scaled(FeatureScaling scaling, TorchPass pass) =>
        scaling.Mean is null ? pass.Batch.Numerics! : (pass.Batch.Numerics! - pass[scaling.Mean]) / pass[scaling.Deviation!];

    private static Tensor Encoded(Tensor numbers, NumericEncoding encoding, TorchPass pass) =>
        numbers.index_select(1, pass.Cache.Indices((encoding, "encoded"), [.. encoding.Features!]));

    // A linear layer for each feature: [rows, features, in] and [features, out, in].
    private static void AppendLinear(Value output, Tensor inputs, Tensor weight, Tensor bias, bool relu, TorchPass pass)
    {
        var products = pass.Product(inputs.transpose(0, 1), weight.transpose(1, 2)).transpose(0, 1) + bias;
        products = relu ? products.relu() : products;
        pass.Append(output, products.reshape(-1, weight.shape[0] * weight.shape[1]));
    }
}
