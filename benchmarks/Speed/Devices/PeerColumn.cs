using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>PyTorch on one device.</summary>
/// <param name="peer">PyTorch.</param>
/// <param name="device">cpu or cuda.</param>
internal sealed class PeerColumn(Peer peer, string device) : DeviceColumn
{
    public override string Name => $"PyTorch-{device}";

    public override bool IsHost => device == "cpu";

    public override double Fit(DeviceCase deviceCase, TrainingTable table) => Prepare(deviceCase, "fit", table.RowCount).Run(1);

    protected override IDeviceSteps Open(DeviceCase deviceCase) => Prepare(deviceCase, "step", deviceCase.Batch);

    private Steps Prepare(DeviceCase deviceCase, string what, int rows)
    {
        var (network, width, batch) = deviceCase;
        return peer.Prepare(FormattableString.Invariant($"{what}.{network}.{width}.{batch}.{rows}.{device}"), warmUpSeconds: 0)
            ? new Steps(peer)
            : throw new InvalidOperationException($"The peer does not know {deviceCase}.");
    }

    private sealed class Steps(Peer peer) : IDeviceSteps
    {
        public double Run(int count) => peer.Sample(0, count).Single() * count / 1000;

        public void Dispose()
        {
            // The peer forgets a case when it prepares the next one.
        }
    }
}
