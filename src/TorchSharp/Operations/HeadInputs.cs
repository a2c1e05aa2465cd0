namespace NeuralTrainers.Torch;

/// <summary>What one head reads.</summary>
internal static class HeadInputs
{
    public static void Run(HeadInputOperation operation, TorchPass pass)
    {
        var trunk = pass[operation.Trunk];
        if (operation.Measures && pass.Training)
        {
            // The gradient that arrives here is measured, and then goes on by hand.
            var leaf = trunk.detach().requires_grad_();
            pass.Cuts.Add((operation, trunk, leaf));
            trunk = leaf;
        }

        pass[operation.Output] = operation.Conditions.Count == 0
            ? trunk
            : torch.cat([trunk, .. operation.Conditions.Select(condition => Predict(condition.Loss, pass[condition.Outputs].detach()))], 1);
    }

    private static Tensor Predict(Loss loss, Tensor outputs) =>
        !loss.GivesProbabilities ? outputs : loss.Target == TargetKind.Binary ? outputs.sigmoid() : outputs.softmax(1);
}
