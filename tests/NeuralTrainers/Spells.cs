using NeuralTrainers.Networks;

namespace NeuralTrainers.Tests;

/// <summary>Rows of persistence processes, and their keys.</summary>
internal static class Spells
{
    public static readonly string[] Regions = ["A", "B"];
    public static readonly string[] States = ["a", "b", "c"];

    /// <summary>Rows that the caller makes one by one.</summary>
    public static Spell[] Make(int count, Func<RandomStream, Spell> make, ulong seed = 1)
    {
        var random = new RandomStream(seed, 1);
        return [.. Enumerable.Range(0, count).Select(_ => make(random))];
    }

    public static bool Happens(this RandomStream random, double probability) => random.NextFloat() < probability;

    public static string Pick(this RandomStream random, string[] values, params double[] shares)
    {
        var at = random.NextFloat();
        for (var i = 0; i < shares.Length; i++)
        {
            at -= (float)shares[i];
            if (at < 0)
            {
                return values[i];
            }
        }

        return values[^1];
    }

    /// <summary>The rows with all regions and states as keys.</summary>
    public static IDataView Data(MLContext context, params Spell[] spells) => Keys(context).Transform(context.Data.LoadFromEnumerable(spells));

    /// <summary>What gives rows the keys of all regions and states.</summary>
    public static TransformerChain<ITransformer> Keys(MLContext context)
    {
        var known = context.Data.LoadFromEnumerable(States.Select((state, i) => new Spell { State = state, StateBefore = state, Region = Regions[i % 2] }));
        return new TransformerChain<ITransformer>(context.Transforms.Conversion.MapValueToKey("RegionKey", nameof(Spell.Region))
            .Append(context.Transforms.Conversion.MapValueToKey("StateKey", nameof(Spell.State)))
            .Append(context.Transforms.Conversion.MapValueToKey("StateBeforeKey", nameof(Spell.StateBefore)))
            .Fit(known));
    }
}
