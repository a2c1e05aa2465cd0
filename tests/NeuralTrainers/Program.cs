namespace NeuralTrainers.Tests;

/// <summary>The test program started by itself, as a fresh process that knows nothing of what a test did.</summary>
internal static class Program
{
    /// <summary>Loads a pipeline with a bare context and prints the bits of its scores of the first people, a line each.</summary>
    /// <param name="arguments">The pipeline's file and the number of people.</param>
    public static void Main(string[] arguments)
    {
        var context = new MLContext();
        var model = context.Model.Load(arguments[0], out _);
        var scored = model.Transform(context.Data.LoadFromEnumerable(People.Make(int.Parse(arguments[1]))));
        foreach (var bits in Scores.Bits(Scores.Of(scored)))
        {
            Console.WriteLine(bits);
        }
    }
}
