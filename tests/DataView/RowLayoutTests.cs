namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class RowLayoutTests
{
    [TestMethod]
    public void Check_MissingColumn_NamesItAndTheOthers()
    {
        var layout = new RowLayout { Keys = [new KeyColumn("Town", 3)] };

        var exception = Assert.Throws<ArgumentException>(() => layout.Check(Data.Count(1).Schema));

        Assert.Contains("'Town'", exception.Message);
        Assert.Contains("City", exception.Message);
    }

    [TestMethod]
    public void Check_WrongType_NamesColumnTypeAndRemedy()
    {
        AssertMessage(
            new RowLayout { Features = new FeatureColumn("Name", 1, IsSparse: false) }, "'Name'", "String", "Single", "ConvertType");
        AssertMessage(new RowLayout { Keys = [new KeyColumn("Label", 3)] }, "'Label'", "Single", "key", "MapValueToKey");
        AssertMessage(new RowLayout { Labels = [new LabelColumn("City", LabelKind.Number, null)] }, "'City'", "Key<UInt32>", "Single");
        AssertMessage(new RowLayout { Labels = [new LabelColumn("Label", LabelKind.Boolean, 2)] }, "'Label'", "Single", "Boolean");
        AssertMessage(new RowLayout { Labels = [new LabelColumn("Label", LabelKind.Key, 2)] }, "'Label'", "Single", "key");
        AssertMessage(new RowLayout { WeightColumnName = "Features" }, "'Features'", "Vector<Single>", "Single");
    }

    [TestMethod]
    public void Check_OtherVectorSize_SaysBothSizes()
    {
        var layout = new RowLayout { Features = new FeatureColumn("Features", 3, IsSparse: false) };

        AssertMessage(layout, "'Features'", "2", "3");
    }

    private static void AssertMessage(RowLayout layout, params string[] parts)
    {
        var exception = Assert.Throws<ArgumentException>(() => layout.Check(Data.Count(1).Schema));
        foreach (var part in parts)
        {
            Assert.Contains(part, exception.Message);
        }
    }
}
