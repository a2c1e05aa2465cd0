namespace NeuralTrainers;

/// <summary>What becomes of missing numbers of a slot.</summary>
/// <param name="Value">What takes their place.</param>
/// <param name="IsIndicated">Whether another slot says where they are.</param>
internal readonly record struct ImputedSlot(double Value, bool IsIndicated)
{
    /// <summary>Learns the value of a slot; it is 0 where no finite number was seen.</summary>
    public static ImputedSlot Learn(SlotSummary summary, Imputation imputation, double constant, bool indicateAlways) => new(
        imputation switch
        {
            Imputation.Mean => summary.Mean,
            Imputation.Constant => constant,
            _ => summary.Quantiles(1) is [var median] ? median : 0,
        },
        indicateAlways || summary.MissingCount > 0);

    public static ImputedSlot Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadBoolean());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Value);
        writer.Write(IsIndicated);
    }

    public double Apply(double number) => double.IsNaN(number) ? Value : number;
}
