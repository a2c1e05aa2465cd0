using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>PyTorch on one device.</summary>
/// <param name="peer">PyTorch.</param>
/// <param name="device">cpu or cuda.</param>
/// <param name="precision">In which numbers it multiplies matrices.</param>
internal sealed class PeerColumn(Peer peer, string device, MatrixPrecision precision) : DeviceColumn
{
    public override string Name => NameOf($"PyTorch-{device}", precision);

    public override bool IsHost => device == "cpu";

    public override double Fit(DeviceCase deviceCase, TrainingTable table)
    {
        using var epoch = Prepare(deviceCase, "fit", table.RowCount);
        return epoch.Run(1);
    }

    protected override IDeviceSteps Open(DeviceCase deviceCase) => Prepare(deviceCase, "step", deviceCase.Batch);

    private Steps Prepare(DeviceCase deviceCase, string what, int rows)
    {
        var (network, width, batch) = deviceCase;
        return peer.Prepare(FormattableString.Invariant($"{what}.{network}.{width}.{batch}.{rows}.{device}.{precision}"), warmUpSeconds: 0)
            ? new Steps(peer)
            : throw new InvalidOperationException($"The peer does not know {deviceCase}.");
    }

    private sealed class Steps(Peer peer) : IDeviceSteps
    {
        public double Run(int count) => peer.Sample(0, count).Single() * count / 1000;

        // What it holds would lack another column.
        public void Dispose() => peer.Forget();
    }
}
