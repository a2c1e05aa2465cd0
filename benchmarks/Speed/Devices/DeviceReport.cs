namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>What the steps of all devices amount to: the share of the peak that the widest network reaches, and where a device starts to pay.</summary>
internal sealed class DeviceReport
{
    private readonly List<(DeviceCase Case, DeviceColumn Column, double Seconds)> _steps = [];

    /// <summary>Takes a measured step into the report.</summary>
    /// <returns>Its line.</returns>
    public string Add(DeviceCase deviceCase, DeviceColumn column, double seconds)
    {
        _steps.Add((deviceCase, column, seconds));
        var speed = deviceCase.Flops / seconds / 1e9;
        var share = column.Peak is { } peak ? FormattableString.Invariant($" share={speed / peak:P0}") : "";
        var speedUp = Managed(deviceCase) is { } managed ? FormattableString.Invariant($" speedup={managed / seconds:F2}") : "";
        return FormattableString.Invariant(
            $"case=step network={deviceCase.Network} width={deviceCase.Width} batch={deviceCase.Batch} device={column.Name} ms={seconds * 1000:F3} rows/s={deviceCase.Batch / seconds:F0} gflops={speed:F0}{share}{speedUp}");
    }

    /// <summary>The summary, once all steps are measured.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var column in _steps.Select(step => step.Column).Distinct())
        {
            var own = _steps.Where(step => step.Column == column).ToList();
            if (column.Peak is { } peak)
            {
                var best = own.MaxBy(step => step.Case.Flops / step.Seconds);
                yield return FormattableString.Invariant(
                    $"case=share device={column.Name} network={best.Case.Network} width={best.Case.Width} batch={best.Case.Batch} gflops={best.Case.Flops / best.Seconds / 1e9:F0} peak={peak:F0} share={best.Case.Flops / best.Seconds / 1e9 / peak:P0}");
            }

            foreach (var group in own.Where(step => column.Name != ManagedName && Managed(step.Case) is not null).GroupBy(step => (step.Case.Network, step.Case.Width)))
            {
                var paying = group.Where(step => Managed(step.Case) > step.Seconds).Select(step => step.Case.Batch).Order().ToList();
                var from = paying.Count > 0 ? FormattableString.Invariant($"{paying[0]}") : "none";
                yield return FormattableString.Invariant(
                    $"case=pays device={column.Name} network={group.Key.Network} width={group.Key.Width} from-batch={from} of={string.Join(',', group.Select(step => step.Case.Batch).Order())}");
            }
        }
    }

    private static string ManagedName => $"{TrainingDevice.Cpu}";

    private double? Managed(DeviceCase deviceCase) =>
        _steps.Where(step => step.Case == deviceCase && step.Column.Name == ManagedName).Select(step => (double?)step.Seconds).FirstOrDefault();
}
