namespace NeuralTrainers.Torch;

/// <summary>Operations that combine values.</summary>
internal static class Combinations
{
    public static void Run(AddOperation add, TorchPass pass)
    {
        var shortcut = pass[add.Shortcut];
        if (add.Shortcut.Width < add.Output.Width)
        {
            // A shorter shortcut is padded with zeros.
            var zeros = torch.zeros(shortcut.shape[0], add.Output.Width - add.Shortcut.Width, torch.float32, shortcut.device);
            shortcut = torch.cat([shortcut, zeros], 1);
        }

        var sum = shortcut + pass[add.Branch];
        pass[add.Output] = add.Relu ? sum.relu() : sum;
    }

    public static void Run(ConcatOperation concat, TorchPass pass) =>
        pass[concat.Output] = torch.cat([.. concat.Inputs.Select(input => pass[input])], 1);

    public static void Run(ProductOperation product, TorchPass pass) => pass[product.Output] = pass[product.Left] * pass[product.Right];

    public static void Run(SoftmaxOperation softmax, TorchPass pass) => pass[softmax.Output] = pass[softmax.Input].softmax(1);

    // Each level doubles the nodes, which send a row right with the probability sigmoid(logit).
    public static void Run(TreeProbabilityOperation tree, TorchPass pass)
    {
        var right = pass[tree.Logits].sigmoid();
        var reached = torch.ones(right.shape[0], 1, torch.float32, right.device);
        for (var count = 1; count < tree.Output.Width; count *= 2)
        {
            var rightOfLevel = right.narrow(1, count - 1, count);
            reached = torch.stack([reached * (-rightOfLevel + 1), reached * rightOfLevel], 2).reshape(-1, 2 * count);
        }

        pass[tree.Output] = reached;
    }

    public static void Run(WeightedSumOperation sum, TorchPass pass)
    {
        var stack = torch.stack(sum.Values.Select(value => pass[value]), 1);
        pass[sum.Output] = (stack * pass[sum.Weights].unsqueeze(2)).sum(1);
    }

    public static void Run(FirstCopyOperation first, TorchPass pass) =>
        pass[first.Output] = pass[first.Input].reshape(-1, first.Input.Copies, first.Input.Width).select(1, 0);
}
