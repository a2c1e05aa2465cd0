namespace NeuralTrainers.Tests;

/// <summary>Data that is small, degenerate or damaged.</summary>
[TestClass]
public class EdgeCaseTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Trainers => TrainerCase.All;

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_NoRows_SaysSo(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);

        Assert.Contains(
            "The training data has no rows", Assert.Throws<InvalidOperationException>(() => trainer.Fit(People.Data(_context))).Message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_NoValidationRows_SaysSo(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var train = People.Data(_context, People.Make(10));

        var exception = Assert.Throws<InvalidOperationException>(
            () => TrainerCase.Fit(trainer.Create(_context), train, People.Data(_context), null));

        Assert.Contains("The validation data has no rows", exception.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_FewRows_GivesFiniteScores(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        for (var rows = 1; rows <= 3; rows++)
        {
            var data = People.Data(_context, People.Make(rows));

            Assert.IsTrue(Scores.Of(trainer.Fit(data, options => options.BatchSize = 64).Transform(data)).All(float.IsFinite));
            Assert.IsTrue(Scores.Of(trainer.Fit(data, options => options.ValidationFraction = 0.5f).Transform(data)).All(float.IsFinite));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_ConstantFeaturesAndLabels_PredictTheLabel(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Person[] people = [.. Enumerable.Range(0, 50).Select(
            _ => new Person { Features = [7, 0, -1e6f], Income = 1234, IsRich = true, Job = "cook" })];
        var data = People.Data(_context, people);

        var scored = trainer.Fit(data, options => (options.MaximumEpochs, options.WeightDecay) = (60, 0)).Transform(data);

        Assert.IsTrue(Scores.Of(scored).All(float.IsFinite));
        if (trainer.Learns(TrainerCase.Regression))
        {
            Assert.AreEqual(1234f, Scores.Of<float>(scored, trainer.Column("Score"))[0], 12f);
        }

        if (trainer.Learns(TrainerCase.Binary))
        {
            Assert.IsTrue(Scores.Of<bool>(scored, trainer.Column("PredictedLabel", TrainerCase.Binary)).All(label => label));
        }

        if (trainer.Learns(TrainerCase.Multiclass))
        {
            Assert.IsTrue(Scores.Of<uint>(scored, trainer.Column("PredictedLabel", TrainerCase.Multiclass)).All(label => label == 2));
        }
    }

    [TestMethod]
    public void Fit_LabelWithOneClass_PredictsItForCertain()
    {
        var people = _context.Data.LoadFromEnumerable([new Person { Job = "cook" }, new Person { Job = "cook" }]);
        var data = _context.Transforms.Conversion.MapValueToKey("JobKey", "Job").Fit(people).Transform(people);

        var scored = TrainerCase.Multiclass.Fit(data, options => options.CategoricalColumnNames = []).Transform(data);

        CollectionAssert.AreEqual(new[] { 1f, 1f }, Scores.Of(scored));
        CollectionAssert.AreEqual(new[] { 1u, 1u }, Scores.Of<uint>(scored, "PredictedLabel"));
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void Fit_LabelNotFinite_NamesColumnAndRow(float label)
    {
        var people = People.Make(10);
        people[4].Income = label;

        var message = Assert.Throws<InvalidOperationException>(() => TrainerCase.Regression.Fit(People.Data(_context, people))).Message;

        Assert.Contains("'Income'", message);
        Assert.Contains("row 4", message);
    }

    [TestMethod]
    public void Fit_LabelKeyMissing_NamesColumnAndRow()
    {
        var people = People.Make(10);
        people[6].Job = "of unknown trade";

        var message = Assert.Throws<InvalidOperationException>(() => TrainerCase.Multiclass.Fit(People.Data(_context, people))).Message;

        Assert.Contains("'JobKey'", message);
        Assert.Contains("row 6", message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_FeatureMissing_NamesColumnSlotRowAndRemedy(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = People.Make(10);
        people[3].Features[2] = float.NaN;

        var message = Assert.Throws<InvalidOperationException>(() => trainer.Fit(People.Data(_context, people))).Message;

        Assert.Contains("'Features'", message);
        Assert.Contains("slot 2", message);
        Assert.Contains("row 3", message);
        Assert.Contains("ReplaceMissingValues", message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Transform_FeatureNotFinite_GivesNaNForThatRowOnly(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = People.Make(5);
        var clean = People.Data(_context, people);
        var transformer = trainer.Fit(clean);
        var expected = Scores.Of(transformer.Transform(clean));
        var width = expected.Length / people.Length;
        people[1].Features[0] = float.NaN;
        people[3].Features[0] = float.NegativeInfinity;

        var scored = transformer.Transform(People.Data(_context, people));

        var scores = Scores.Of(scored);
        for (var i = 0; i < scores.Length; i++)
        {
            var row = i / width;
            Assert.AreEqual(row is 1 or 3 ? float.NaN : expected[i], scores[i]);
        }

        if (trainer.Learns(TrainerCase.Binary))
        {
            Assert.IsTrue(float.IsNaN(Scores.Of<float>(scored, trainer.Column("Probability", TrainerCase.Binary))[1]));
            Assert.IsFalse(Scores.Of<bool>(scored, trainer.Column("PredictedLabel", TrainerCase.Binary))[1]);
        }

        if (trainer.Learns(TrainerCase.Multiclass))
        {
            Assert.AreEqual(0u, Scores.Of<uint>(scored, trainer.Column("PredictedLabel", TrainerCase.Multiclass))[3]);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Transform_UnseenAndMissingCategories_AreTheSameRowOfTheTable(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var transformer = trainer.Fit(People.Data(_context, People.Make(50)));
        var more = People.Data(_context, [.. People.Cities.Append("E").Select(city => new Person { City = city })]);
        var moreKeys = _context.Transforms.Conversion.MapValueToKey("CityKey", "City").Fit(more).Transform(more);
        var missing = People.Data(_context, new Person { City = "E" });

        var unseenScores = Scores.Of(transformer.Transform(moreKeys));
        var missingScores = Scores.Of(transformer.Transform(missing));

        for (var i = 0; i < missingScores.Length; i++)
        {
            Assert.AreEqual(
                missingScores[i], unseenScores[unseenScores.Length - missingScores.Length + i], 1e-5f * MathF.Abs(missingScores[i]));
        }

        Assert.AreNotEqual(missingScores[0], unseenScores[0], 1e-4f * MathF.Abs(missingScores[0]));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_NegativeWeight_NamesColumnRowAndValue(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = People.Make(10);
        people[2].Weight = -0.5f;

        var message = Assert.Throws<InvalidOperationException>(
            () => trainer.Fit(People.Data(_context, people), options => options.ExampleWeightColumnName = "Weight")).Message;

        Assert.Contains("'Weight'", message);
        Assert.Contains("row 2", message);
        Assert.Contains("-0.5", message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_RowsOfWeightZero_GiveTheModelWithoutThem(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = People.Make(40);
        foreach (var person in people.Where((_, i) => i % 3 == 0))
        {
            person.Weight = 0;
        }

        var withAll = trainer.Fit(People.Data(_context, people), options => options.ExampleWeightColumnName = "Weight");
        var without = trainer.Fit(
            People.Data(_context, [.. people.Where(person => person.Weight > 0)]), options => options.ExampleWeightColumnName = "Weight");

        CollectionAssert.AreEqual(Scores.Weights(without), Scores.Weights(withAll));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_AllWeightsZero_NamesTheColumn(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Person[] people = [.. People.Make(10)];
        Array.ForEach(people, person => person.Weight = 0);

        var message = Assert.Throws<InvalidOperationException>(
            () => trainer.Fit(People.Data(_context, people), options => options.ExampleWeightColumnName = "Weight")).Message;

        Assert.Contains("'Weight'", message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_ColumnMissingOrOfWrongType_NamesItAndTheRemedy(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(10));

        AssertMessage(options => options.FeatureColumnName = "Nothing", "'Nothing'", "The columns are");
        AssertMessage(options => options.FeatureColumnName = "City", "'City'", "Concatenate");
        AssertMessage(options => options.CategoricalColumnNames = ["City"], "'City'", "MapValueToKey");
        AssertMessage(options => options.LabelColumnName = "City", "'City'", "label");
        AssertMessage(options => options.ExampleWeightColumnName = "City", "'City'", "weight");

        void AssertMessage(Action<NeuralNetworkOptions> change, params string[] parts)
        {
            var message = Assert.Throws<ArgumentException>(() => trainer.Fit(data, change)).Message;
            var shapeMessage = Assert.Throws<ArgumentException>(
                () => trainer.Create(_context, change).GetOutputSchema(DataView.SchemaShapes.Of(data.Schema))).Message;
            Assert.AreEqual(message, shapeMessage);
            foreach (var part in parts)
            {
                Assert.Contains(part, message);
            }
        }
    }

    [TestMethod]
    public void Fit_SparseFeatures_LearnsAndScoresLikeDenseOnes()
    {
        const int Slots = 5000;
        var definition = SchemaDefinition.Create(typeof(Document));
        definition[nameof(Document.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Slots);
        var documents = Enumerable.Range(0, 400).Select(i => new Document
        {
            Label = i % 2 == 0,
            Features = new VBuffer<float>(Slots, 3, [1, 1, 1], [i % 2, 2 + (i * 7 % 2000), 2002 + (i * 11 % 2900)]),
        }).ToArray();
        var data = _context.Data.LoadFromEnumerable(documents, definition);

        var model = _context.BinaryClassification.Trainers.NeuralNetwork(maximumEpochs: 10).Fit(data);
        var dense = _context.Data.LoadFromEnumerable(
            documents.Select(d => new Document { Label = d.Label, Features = new VBuffer<float>(Slots, [.. d.Features.DenseValues()]) }),
            definition);

        Assert.IsTrue(model.Model.Description.Input.IsSparse);
        CollectionAssert.AreEqual(documents.Select(d => d.Label).ToArray(), Scores.Of<bool>(model.Transform(data), "PredictedLabel"));
        CollectionAssert.AreEqual(Scores.Of(model.Transform(data)), Scores.Of(model.Transform(dense)));
    }

    [TestMethod]
    public void Fit_FeaturesSayNormalized_AreTakenAsTheyAre()
    {
        var data = People.Data(_context, People.Make(50));
        var normalized = _context.Transforms.NormalizeMinMax("Features").Fit(data).Transform(data);

        Assert.IsTrue(TrainerCase.Regression.Fit(data).Model.Description.Input.Standardize);
        Assert.IsFalse(TrainerCase.Regression.Fit(normalized).Model.Description.Input.Standardize);
    }

    [TestMethod]
    public void Fit_SingleNumberAsFeature_Learns()
    {
        Person[] people = [.. Enumerable.Range(0, 300).Select(i => new Person { Weight = i, Income = 5 * i })];
        var data = People.Data(_context, people);

        var transformer = TrainerCase.Regression.Fit(data, options => (options.FeatureColumnName, options.MaximumEpochs) = ("Weight", 60));

        Assert.IsGreaterThan(0.9, _context.Regression.Evaluate(transformer.Transform(data), "Income").RSquared);
        Assert.AreEqual(NumberDataViewType.Single, transformer.FeatureColumnType);
    }

    private sealed class Document
    {
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }
}
