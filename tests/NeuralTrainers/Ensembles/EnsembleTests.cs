namespace NeuralTrainers.Tests;

[TestClass]
public class EnsembleTests
{
    // More than a cursor's block of rows.
    private const int Rows = 6000;

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Transform_Regression_IsTheWeightedMeanOfTheScores()
    {
        var (data, ensemble) = Fit(TrainerCase.Regression);
        var (one, other) = Members(ensemble, data, Scores.Of<float>, "Score");

        var scores = Scores.Of<float>(ensemble.Transform(data), "Score");

        for (var row = 0; row < Rows; row++)
        {
            Assert.AreEqual((one[row] + (2 * other[row])) / 3, scores[row], 1e-3f);
        }
    }

    [TestMethod]
    public void Transform_Binary_IsTheMeanProbabilityAndItsLogit()
    {
        var (data, ensemble) = Fit(TrainerCase.Binary);
        var (one, other) = Members(ensemble, data, Scores.Of<float>, "Probability");

        var scored = ensemble.Transform(data);

        var (scores, probabilities, labels) = (Scores.Of<float>(scored, "Score"), Scores.Of<float>(scored, "Probability"), Scores.Of<bool>(scored, "PredictedLabel"));
        for (var row = 0; row < Rows; row++)
        {
            var mean = (one[row] + (2 * other[row])) / 3;
            Assert.AreEqual(mean, probabilities[row], 1e-6f);
            Assert.AreEqual(1 / (1 + MathF.Exp(-scores[row])), probabilities[row], 1e-6f);
            Assert.AreEqual(scores[row] > 0, labels[row]);
        }

        CollectionAssert.Contains(labels, true);
        CollectionAssert.Contains(labels, false);
    }

    [TestMethod]
    public void Transform_Multiclass_IsTheMeanOfTheVectorsAndTheKeyOfTheLargest()
    {
        var (data, ensemble) = Fit(TrainerCase.Multiclass);
        var (one, other) = Members(ensemble, data, Scores.Vectors, "Score");

        var scored = ensemble.Transform(data);

        var (scores, labels) = (Scores.Vectors(scored, "Score"), Scores.Of<uint>(scored, "PredictedLabel"));
        for (var row = 0; row < Rows; row++)
        {
            for (var slot = 0; slot < 3; slot++)
            {
                Assert.AreEqual((one[row][slot] + (2 * other[row][slot])) / 3, scores[row][slot], 1e-6f);
            }

            Assert.AreEqual(scores[row].Max(), scores[row][(int)labels[row] - 1]);
        }

        CollectionAssert.AreEqual(People.Jobs, Scores.Texts(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored), "PredictedLabel")
            .Distinct().Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void Transform_MemberThatOverwritesItsFeatures_LeavesTheOthersAlone()
    {
        var data = People.Data(_context, People.Make(200));
        var plain = TrainerCase.Regression.Fit(data);
        var scaled = _context.Transforms.NormalizeMinMax("Features").Append(TrainerCase.Regression.Create(_context)).Fit(data);
        var expected = Scores.Of<float>(plain.Transform(data), "Score").Zip(Scores.Of<float>(scaled.Transform(data), "Score"), (one, other) => (one + other) / 2);

        var ensemble = new EnsembleTransformer([new(scaled, 1), new(plain, 1)], []);

        var scored = ensemble.Transform(data);
        foreach (var (mean, score) in expected.Zip(Scores.Of<float>(scored, "Score")))
        {
            Assert.AreEqual(mean, score, 1e-2f);
        }

        CollectionAssert.AreEqual(Scores.Vectors(data, "Features")[7], Scores.Vectors(scored, "Features")[7]);
    }

    [TestMethod]
    public void Join_ModelsThatShareTheirFirstSteps_ComputesThemOnce()
    {
        var people = _context.Data.LoadFromEnumerable(People.Make(100));
        var keys = People.Preparation(_context);
        var data = keys.Transform(people);
        var (scale, center) = (_context.Transforms.NormalizeMinMax("Features").Fit(data), _context.Transforms.NormalizeMeanVariance("Features").Fit(data));
        ITransformer[][] models =
        [
            [keys, scale, Network(scale, 1)],
            [keys, center, Network(center, 2)],
            [keys, scale, Network(scale, 3)],
        ];

        var joined = EnsembleParts.Join([.. models.Select((steps, i) => new EnsembleParts(steps, i + 1))], ["JobKey"]);

        ITransformer[] outer = [.. joined];
        Assert.HasCount(2, outer);
        Assert.AreSame(keys, outer[0]);
        var members = ((EnsembleTransformer)outer[1]).Model;
        CollectionAssert.AreEqual(new[] { 4, 2 }, members.Select(member => member.Votes).ToArray());
        ITransformer[] inner = [.. (TransformerChain<ITransformer>)members[0].Transformer];
        Assert.AreSame(scale, inner[0]);
        Assert.HasCount(2, ((EnsembleTransformer)inner[1]).Model);

        float[][] alone = [.. models.Select(steps => Scores.Of<float>(new TransformerChain<ITransformer>(steps).Transform(people), "Score"))];
        var scores = Scores.Of<float>(joined.Transform(people), "Score");
        for (var row = 0; row < scores.Length; row++)
        {
            Assert.AreEqual((alone[0][row] + (2 * alone[1][row]) + (3 * alone[2][row])) / 6, scores[row], 1e-2f);
        }

        ITransformer Network(ITransformer features, int seed) => TrainerCase.Regression.Fit(features.Transform(data), options => options.Seed = seed);
    }

    [TestMethod]
    public void Join_ModelsThatMapTheLabelThemselves_PassTheirLabelOn()
    {
        var people = _context.Data.LoadFromEnumerable(People.Make(100));
        ITransformer[][] models = [Model(1), Model(2)];

        var joined = EnsembleParts.Join([.. models.Select(steps => new EnsembleParts(steps, 1))], ["JobKey"]);

        var metrics = _context.MulticlassClassification.Evaluate(joined.Transform(people), "JobKey");
        Assert.IsGreaterThan(0, metrics.MicroAccuracy);
        CollectionAssert.AreEqual(Scores.Of<uint>(models[0][0].Transform(people), "JobKey"), Scores.Of<uint>(joined.Transform(people), "JobKey"));

        ITransformer[] Model(int seed)
        {
            var keys = People.Preparation(_context);
            return [keys, TrainerCase.Multiclass.Fit(keys.Transform(people), options => options.Seed = seed)];
        }
    }

    [TestMethod]
    public void PermutationFeatureImportance_OfMembersOfOneFeatureColumn_Works()
    {
        var (data, ensemble) = Fit(TrainerCase.Regression, rows: 200);

        var importance = _context.Regression.PermutationFeatureImportance(ensemble, data, labelColumnName: nameof(Person.Income));

        Assert.AreEqual("Features", ensemble.FeatureColumnName);
        Assert.HasCount(3, importance);
    }

    [TestMethod]
    public void Transform_MembersOfDifferentTasks_SaysSo()
    {
        var data = People.Data(_context, People.Make(50));
        var ensemble = new EnsembleTransformer([new(TrainerCase.Binary.Fit(data), 1), new(TrainerCase.Regression.Fit(data), 1)], []);

        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => ensemble.Transform(data)).Message, "Members 0 and 1 of the ensemble predict different things");
    }

    [TestMethod]
    public void Transform_MemberWithoutProbabilities_SaysSo()
    {
        var data = People.Data(_context, People.Make(50));
        var ensemble = new EnsembleTransformer([new(TrainerCase.Binary.Fit(data), 1), new(TrainerCase.Margins.Fit(data), 1)], []);

        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => ensemble.Transform(data)).Message, "Member 1 of the ensemble gives no Score that can be averaged");
    }

    [TestMethod]
    public void Load_InAFreshProcess_ScoresBitIdentically()
    {
        var people = _context.Data.LoadFromEnumerable(People.Make(100));
        var preparation = People.Preparation(_context);
        var data = preparation.Transform(people);
        var chain = new TransformerChain<ITransformer>(
            preparation,
            new EnsembleEstimator(
                _context.Transforms.NormalizeMinMax("Features").Append(TrainerCase.Binary.Create(_context)),
                TrainerCase.Binary.Create(_context)).Fit(data));
        var path = Path.GetTempFileName();
        try
        {
            _context.Model.Save(chain, people.Schema, path);

            int[] bits = [.. FreshProcess.Run(typeof(EnsembleTests).Assembly.Location, path, "100").Select(int.Parse)];

            CollectionAssert.AreEqual(Scores.Bits(Scores.Of(chain.Transform(people))), bits);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DataRow("\"version\":1", "\"version\":2", "version 2")]
    [DataRow("\"votes\":[1,2]", "\"votes\":[1,0]", "votes")]
    [DataRow("\"votes\":[1,2]", "\"votes\":[]", "votes")]
    [DataRow("\"votes\":[1,2]", "\"votes\":[1,2,3]", "Member_002")]
    [DataRow("}", "", "damaged")]
    public void Load_DamagedEntry_SaysSo(string text, string replacement, string problem)
    {
        var (data, ensemble) = Fit(TrainerCase.Regression, rows: 50);
        using var file = new MemoryStream();
        _context.Model.Save(ensemble, data.Schema, file);

        ZipEntries.Replace(file, "ensemble.json", content => content.Replace(text, replacement, StringComparison.Ordinal));

        ZipEntries.AssertInvalid(file, problem);
    }

    private (IDataView Data, EnsembleTransformer Ensemble) Fit(TrainerCase trainer, int rows = Rows)
    {
        var train = People.Data(_context, People.Make(200));
        var ensemble = new EnsembleEstimator(
            trainer.Create(_context, options => options.MaximumEpochs = 20),
            trainer.Create(_context, options => (options.MaximumEpochs, options.Seed) = (20, 2))).Fit(train);
        return (People.Data(_context, People.Make(rows, seed: 2)), ensemble);
    }

    private static (T[] One, T[] Other) Members<T>(EnsembleTransformer ensemble, IDataView data, Func<IDataView, string, T[]> read, string column) =>
        (read(ensemble.Model[0].Transformer.Transform(data), column), read(ensemble.Model[1].Transformer.Transform(data), column));
}
