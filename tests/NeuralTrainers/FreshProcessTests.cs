namespace NeuralTrainers.Tests;

[TestClass]
public class FreshProcessTests
{
    private const int Rows = 200;

    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Trainers => TrainerCase.All;

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Load_InAFreshProcess_ScoresBitIdentically(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = _context.Data.LoadFromEnumerable(People.Make(Rows));
        var preparation = People.Preparation(_context);
        var chain = preparation.Append(trainer.Fit(preparation.Transform(people)));
        var path = Path.GetTempFileName();
        try
        {
            _context.Model.Save(chain, people.Schema, path);

            CollectionAssert.AreEqual(Scores.Bits(Scores.Of(chain.Transform(people))), ScoreInAFreshProcess(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int[] ScoreInAFreshProcess(string path) =>
        [.. FreshProcess.Run(typeof(FreshProcessTests).Assembly.Location, path, $"{Rows}").Select(int.Parse)];
}
