namespace NeuralTrainers.Torch;

/// <summary>Tokens of features, and attention between them.</summary>
internal static class AttentionLayers
{
    public static void Run(TokenizerOperation tokenizer, TorchPass pass)
    {
        var input = pass[tokenizer.Input];
        var width = tokenizer.Output.Width;
        var bias = pass[tokenizer.Biases];
        var tokens = new List<Tensor> { pass[tokenizer.First].expand(input.shape[0], 1, width) };
        var parts = tokenizer.Parts.ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (part.Number >= 0)
            {
                // Numbers come in runs, which are one product.
                var end = i;
                while (end + 1 < parts.Count && parts[end + 1].Number >= 0)
                {
                    end++;
                }

                var count = end - i + 1;
                var numbers = input.narrow(1, part.Offset, count).unsqueeze(2);
                tokens.Add((numbers * pass[tokenizer.NumberWeights!].narrow(0, part.Number, count)) + bias.narrow(0, i, count));
                i = end;
                continue;
            }

            var vector = input.narrow(1, part.Offset, part.Width);
            vector = part.Weight is null ? vector : pass.Linear(vector, pass[part.Weight]);
            tokens.Add((vector + bias.select(0, i)).unsqueeze(1));
        }

        pass[tokenizer.Output] = torch.cat(tokens, 1).reshape(-1, width);
    }

    public static void Run(AttentionOperation attention, TorchPass pass)
    {
        var queries = Heads(attention, attention.Queries, pass);
        var keys = Heads(attention, attention.Keys, pass);
        var values = Heads(attention, attention.Values, pass);
        var scale = 1 / MathF.Sqrt((float)attention.Queries.Width / attention.HeadCount);
        var shares = (pass.Product(queries, keys.transpose(2, 3)) * scale).softmax(3);
        if (pass.Training && attention.Dropout > 0)
        {
            shares = shares * pass.DropoutFactors(shares, attention.Dropout);
        }

        pass[attention.Output] = pass.Product(shares, values).transpose(1, 2).reshape(-1, attention.Output.Width);
    }

    // [rows, heads, tokens, head width]
    private static Tensor Heads(AttentionOperation attention, Value value, TorchPass pass) => pass[value]
        .reshape(-1, value.Copies, attention.HeadCount, value.Width / attention.HeadCount)
        .transpose(1, 2);
}
