using NeuralTrainers.Networks;

namespace NeuralTrainers.Tests;

/// <summary>Made-up people whose incomes, wealth and jobs follow from their features and cities.</summary>
internal static class People
{
    public static readonly string[] Cities = ["A", "B", "C", "D"];
    public static readonly string[] Jobs = ["baker", "cook", "driver"];

    public static Person[] Make(int count, ulong seed = 1)
    {
        var random = new RandomStream(seed, 1);
        return [.. Enumerable.Range(0, count).Select(_ => Make(random))];
    }

    /// <summary>The people with their cities and jobs as keys.</summary>
    public static IDataView Data(MLContext context, params Person[] people) =>
        Preparation(context).Transform(context.Data.LoadFromEnumerable(people));

    /// <summary>Maps all known cities and jobs to keys.</summary>
    public static ITransformer Preparation(MLContext context)
    {
        var known = context.Data.LoadFromEnumerable(Cities.Select((city, i) => new Person
        {
            City = city,
            Job = Jobs[i % Jobs.Length],
            JobBefore = Jobs[i % Jobs.Length],
        }));
        return context.Transforms.Conversion.MapValueToKey("CityKey", nameof(Person.City))
            .Append(context.Transforms.Conversion.MapValueToKey("JobKey", nameof(Person.Job)))
            .Append(context.Transforms.Conversion.MapValueToKey("JobBeforeKey", nameof(Person.JobBefore)))
            .Fit(known);
    }

    private static Person Make(RandomStream random)
    {
        float[] features = [random.NextFloat() * 10, random.NextFloat(), random.NextGaussian()];
        var city = random.NextInt32(Cities.Length);
        var income = 1000 + (30 * features[0]) - (50 * features[1]) + (100 * city);
        return new Person
        {
            Features = features,
            City = Cities[city],
            Income = income,
            IncomeBefore = city % 2 == 0 ? income : 1000,
            IsRich = income > 1270,
            Job = JobOf(income),
            JobBefore = city % 2 == 0 ? JobOf(income) : Jobs[0],
        };
    }

    private static string JobOf(float income) => Jobs[income < 1180 ? 0 : income < 1330 ? 1 : 2];
}
