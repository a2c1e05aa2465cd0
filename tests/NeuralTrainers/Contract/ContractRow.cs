namespace NeuralTrainers.Tests;

/// <summary>A row of the contract tests' data: a person with columns of further types, as transforms take them.</summary>
public sealed class ContractRow : Person
{
    /// <summary>Missing in some rows.</summary>
    public float Age { get; set; }

    public float Height { get; set; }

    /// <summary>The second is missing in some rows.</summary>
    [VectorType(2)]
    public float[] Sizes { get; set; } = [0, 0];

    public int Children { get; set; }

    public DateTime Day { get; set; }

    /// <summary>The chance of something.</summary>
    public float Gain { get; set; }

    /// <summary>The chance of its opposite.</summary>
    public float Loss { get; set; }

    /// <summary>What no transform takes: vectors of a size that varies.</summary>
    public float[] Readings { get; set; } = [];

    /// <summary>The rows, each with a day of its own.</summary>
    public static ContractRow[] Make(int count)
    {
        var start = new DateTime(2020, 2, 27, 22, 15, 0);
        return [.. People.Make(count).Select((person, i) => new ContractRow
        {
            Features = person.Features,
            City = person.City,
            Income = person.Income,
            IncomeBefore = person.IncomeBefore,
            IsRich = person.IsRich,
            Job = person.Job,
            JobBefore = person.JobBefore,
            Age = i % 7 == 3 ? float.NaN : 20 + (i % 11),
            Height = 150 + (i * 37 % 50),
            Sizes = [i * 13 % 17, i % 5 == 1 ? float.NaN : i * 29 % 31],
            Children = i % 4,
            Day = start.AddHours(31 * i),
            Gain = i % 9 / 8f,
            Loss = 1 - (i % 9 / 8f),
        })];
    }

    /// <summary>
    /// The rows with the keys <c>CityKey</c>, <c>JobKey</c> and <c>JobBeforeKey</c>, and the vectors <c>Measures</c> of Age and Height and
    /// <c>Chances</c> of Gain and Loss with slot names.
    /// </summary>
    public static IDataView Data(MLContext context, int count = 60) =>
        context.Data.Cache(Preparation(context).Transform(context.Data.LoadFromEnumerable(Make(count))));

    public static TransformerChain<ITransformer> Preparation(MLContext context)
    {
        var rows = context.Data.LoadFromEnumerable(Make(1));
        return new TransformerChain<ITransformer>(
            People.Preparation(context),
            context.Transforms.Concatenate("Measures", nameof(Age), nameof(Height)).Fit(rows),
            context.Transforms.Concatenate("Chances", nameof(Gain), nameof(Loss)).Fit(rows));
    }
}
