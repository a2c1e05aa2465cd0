using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class TypeTests
{
    [TestMethod]
    public void Key_CountZeroOrTooLarge_Throws()
    {
        Assert.Throws<ArgumentException>(() => new KeyDataViewType(typeof(uint), 0UL));
        Assert.Throws<ArgumentException>(() => new KeyDataViewType(typeof(byte), 256UL));
        Assert.Throws<ArgumentException>(() => new KeyDataViewType(typeof(int), 5UL));
    }

    [TestMethod]
    public void Types_OfSameMeaning_AreEqual()
    {
        Assert.IsTrue(new KeyDataViewType(typeof(uint), 5).Equals(new KeyDataViewType(typeof(uint), 5UL)));
        Assert.IsFalse(new KeyDataViewType(typeof(uint), 5).Equals(new KeyDataViewType(typeof(uint), 6)));
        Assert.IsTrue(new VectorDataViewType(NumberDataViewType.Single, 3).Equals(new VectorDataViewType(NumberDataViewType.Single, 3)));
        Assert.IsFalse(new VectorDataViewType(NumberDataViewType.Single, 3).Equals(new VectorDataViewType(NumberDataViewType.Double, 3)));
    }

    [TestMethod]
    public void Vector_WithoutSize_IsNotKnownSize()
    {
        Assert.IsFalse(new VectorDataViewType(NumberDataViewType.Single).IsKnownSize);
        Assert.IsTrue(new VectorDataViewType(NumberDataViewType.Single, 3).IsKnownSize);
        Assert.AreEqual(typeof(VBuffer<float>), new VectorDataViewType(NumberDataViewType.Single, 3).RawType);
    }

    [TestMethod]
    public void ToString_EveryKind_NamesTheType()
    {
        Assert.AreEqual("String", TextDataViewType.Instance.ToString());
        Assert.AreEqual("Single", NumberDataViewType.Single.ToString());
        Assert.AreEqual("Boolean", BooleanDataViewType.Instance.ToString());
        Assert.AreEqual("Key<UInt32, 0-4>", new KeyDataViewType(typeof(uint), 5).ToString());
        Assert.AreEqual("Vector<Single, 3>", new VectorDataViewType(NumberDataViewType.Single, 3).ToString());
        Assert.AreEqual("Vector<Single>", new VectorDataViewType(NumberDataViewType.Single).ToString());
    }
}
