using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class VectorTests
{
    private static readonly VBuffer<float> Sparse = new(5, 2, [10f, 30f], [1, 3]);

    [TestMethod]
    public void Sparse_ReadInEveryWay_HasImplicitZeros()
    {
        Assert.IsFalse(Sparse.IsDense);
        CollectionAssert.AreEqual(new float[] { 0, 10, 0, 30, 0 }, Sparse.DenseValues().ToArray());
        CollectionAssert.AreEqual(new[] { 1, 3 }, Sparse.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { 10f, 30f }, Sparse.GetValues().ToArray());
        Assert.AreEqual(30f, Sparse.GetItemOrDefault(3));
        Assert.AreEqual(0f, Sparse.GetItemOrDefault(4));
    }

    [TestMethod]
    public void CopyTo_LargerBuffer_KeepsSparsityAndReusesArrays()
    {
        var values = new float[8];
        var destination = new VBuffer<float>(8, values);

        Sparse.CopyTo(ref destination);

        Assert.AreEqual(5, destination.Length);
        Assert.IsFalse(destination.IsDense);
        Assert.AreEqual(10f, values[0]);
    }

    [TestMethod]
    public void Editor_OfEnoughRoom_WritesIntoTheSameArray()
    {
        var values = new float[4];
        var buffer = new VBuffer<float>(4, values);

        var editor = VBufferEditor.Create(ref buffer, 3);
        editor.Values.Fill(7);
        buffer = editor.Commit();

        Assert.AreEqual(3, buffer.Length);
        CollectionAssert.AreEqual(new float[] { 7, 7, 7, 0 }, values);
    }

    [TestMethod]
    public void Default_IsEmptyAndDense()
    {
        VBuffer<float> empty = default;

        Assert.AreEqual(0, empty.Length);
        Assert.IsTrue(empty.IsDense);
        Assert.AreEqual(0, empty.GetValues().Length);
    }
}
