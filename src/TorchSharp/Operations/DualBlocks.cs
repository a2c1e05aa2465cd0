namespace NeuralTrainers.Torch;

/// <summary>What combines the two blocks of a head that knows its label's previous value.</summary>
internal static class DualBlocks
{
    public static void Run(RegionThresholdOperation operation, TorchPass pass)
    {
        var table = pass[operation.Table];
        var copies = operation.Output.Copies;
        if (operation.Column < 0)
        {
            pass[operation.Output] = table.expand((long)pass.Batch.Count * copies).unsqueeze(1);
            return;
        }

        var regions = pass.Batch.Categories!.select(1, operation.Column);
        if (pass.Hidden(RandomPurpose.CategoryMask, operation.Columns, operation.MaskRate) is { } hidden)
        {
            regions = regions.masked_fill(hidden.select(1, operation.Column), 0);
        }

        pass[operation.Output] = Members(table.index_select(0, regions), copies).unsqueeze(1);
    }

    public static void Run(LearnedThresholdOperation operation, TorchPass pass) =>
        pass[operation.Output] = (pass[operation.Gates].softmax(1) * pass[operation.Thresholds]).sum(1, keepdim: true);

    public static void Run(PersistenceGateOperation operation, TorchPass pass)
    {
        var (head, block) = (operation.Head, operation.Head.DualBlock!);
        var copies = operation.Output.Copies;
        var before = Members(PreviousRows.Of(operation.Previous, pass), copies).unsqueeze(1);
        var missing = before.isnan();
        before = before.masked_fill(missing, 0);
        var logit = pass[operation.Logit] + block.InitialLogit;
        var gate = operation.Threshold is null ? logit.sigmoid()
            : pass.Training ? ((logit - pass[operation.Threshold]) / block.Threshold!.Temperature).sigmoid()
            : logit.gt(pass[operation.Threshold]).to_type(torch.float32);
        gate = gate.masked_fill(missing, 0);
        var change = pass[operation.Change];
        pass[operation.Output] = change + (gate * (((before - head.TargetMean) / head.TargetScale) - change));
        if (pass.Training && block.PersistenceLossWeight > 0)
        {
            // The loss that makes p the probability of an unchanged label.
            var label = Members(pass.Batch.Targets.select(1, operation.Target), copies).unsqueeze(1);
            var unchanged = (label - before).abs().le(block.Tolerance);
            var signed = torch.where(unchanged, logit, -logit);
            var counted = missing.logical_or(label.isnan()).logical_not().to_type(torch.float32);
            var weights = Members(pass.Batch.Weights, copies).unsqueeze(1) * counted;
            var factor = -block.PersistenceLossWeight * head.Weight * pass.WeightScale / pass.Batch.AllRows / copies;
            pass.AddPenalty((signed.log_sigmoid() * weights).sum() * factor);
        }
    }

    public static void Run(ClassMixtureOperation operation, TorchPass pass)
    {
        var copies = operation.Output.Copies;
        var current = Members(PreviousRows.Of(operation.Previous, pass), copies);

        // What is missing or no class has the class -1.
        var known = current.ge(0).logical_and(current.lt(operation.Change.Width));
        current = current.masked_fill(known.logical_not(), -1).floor().unsqueeze(1);
        var logit = pass[operation.Logit] + operation.InitialLogit;
        var stays = logit.log_sigmoid();
        var goes = (-logit).log_sigmoid().masked_fill(known.logical_not().unsqueeze(1), 0);
        var changed = pass[operation.Change].log_softmax(1) + goes;
        var classes = pass.Cache.Numbers((operation, "classes"), [.. Enumerable.Range(0, operation.Change.Width)]);
        pass[operation.Output] = torch.where(current.eq(classes), torch.logaddexp(stays.expand(changed.shape), changed), changed);
    }

    // The members of an ensemble read the same row.
    private static Tensor Members(Tensor rows, int copies) => copies == 1 ? rows : rows.repeat_interleave(copies);
}
