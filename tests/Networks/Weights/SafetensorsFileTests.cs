using System.Buffers.Binary;
using System.Text;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class SafetensorsFileTests
{
    private const long Maximum = 1 << 30;

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Read_WrittenTensors_KeepsNamesShapesAndEveryBit(bool seekable)
    {
        // NaNs with payloads (signalling too), -0, denormals, infinities, and a pattern over all exponents.
        uint[] bits = [0x7FC12345, 0xFFABCDEF, 0x7F800001, 0x80000000, 0x00000001, 0x807FFFFF, 0x7F800000, 0xFF800000, 0x3F800000];
        float[] special = [.. bits.Select(BitConverter.UInt32BitsToSingle)];
        float[] many = [.. Enumerable.Range(0, 100_000).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 42_949u))];
        var written = new NetworkWeights(
        [
            new WeightTensor("trunk.0.weight", [3, 3], special),
            new WeightTensor("empty", [0, 4], []),
            new WeightTensor("scalar", [], [2.5f]),
            new WeightTensor("a \"quoted\" name, Zürich €", [100, 1000], many),
        ]);

        var bytes = Write(written);
        var read = SafetensorsFile.Read(Open(bytes, seekable), Maximum);

        AssertSame(written, read);
        AssertSame(written, SafetensorsFile.Read(Open(bytes, seekable), Expect(written)));
    }

    [TestMethod]
    public void Read_ExpectedInAnotherOrder_GivesTheExpectedOrder()
    {
        var bytes = Write(new NetworkWeights([new WeightTensor("a", [1], [1]), new WeightTensor("b", [1], [2])]));

        var read = SafetensorsFile.Read(new MemoryStream(bytes), [new("b", [1]), new("a", [1])]);

        CollectionAssert.AreEqual(new[] { "b", "a" }, read.Select(tensor => tensor.Name).ToArray());
        Assert.AreEqual(2f, read["b"].Values[0]);
    }

    [TestMethod]
    public void Write_AnyTensors_FollowsTheFormat()
    {
        var bytes = Write(new NetworkWeights([new WeightTensor("b", [2, 1], [1, -2]), new WeightTensor("a", [1], [3])]));

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.AreEqual(0, length % 8);
        Assert.AreEqual(
            """{"b":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
            header.TrimEnd(' '));
        Assert.AreEqual(8 + length + 12, bytes.Length);
        Assert.AreEqual(-2f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length + 4)));
    }

    [TestMethod]
    public void Write_ReservedName_IsRefused()
    {
        var weights = new NetworkWeights([new WeightTensor("__metadata__", [1], [1])]);

        Assert.ThrowsExactly<ArgumentException>(() => SafetensorsFile.Write(Stream.Null, weights));
    }

    [TestMethod]
    public void Read_DataInAnotherOrderThanTheHeader_FollowsTheOffsets()
    {
        var bytes = File("""{"__metadata__":{"format":"pt"},"a":{"shape":[1],"data_offsets":[4,8],"dtype":"F32"},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   """, 1f, 2f);

        var read = SafetensorsFile.Read(new MemoryStream(bytes), Maximum);

        Assert.AreEqual(2f, read["a"].Values[0]);
        Assert.AreEqual(1f, read["b"].Values[0]);
    }

    [TestMethod]
    [DataRow("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", "'a' has the type F16")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", "two tensors are named 'a'")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "where byte 4 must come next")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'a' begins at byte 4")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "needs 8 bytes, not 4")]
    [DataRow("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "'a' has a size")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "'a' has a size")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "'a' has a size")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", "'a' has a size")]
    [DataRow("""{"a":{"dtype":"F32","shape":[4611686018427387905,4],"data_offsets":[0,4]}}""", "more than the")]
    [DataRow("""{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,4]}}""", "more than the")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "dimensions")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "two rising")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "two rising")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1]}}""", "two rising")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", "'more'")]
    [DataRow("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'dtype'")]
    [DataRow("""{"a":[1]}""", "'a' has StartArray")]
    [DataRow("""{"__metadata__":{"x":1}}""", "'__metadata__' has Number")]
    [DataRow("""[]""", "StartArray")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "not valid JSON")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x""", "not valid JSON")]
    [DataRow("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not valid JSON")]
    [DataRow("""{}""", "data after the last tensor")]
    public void Read_DamagedHeader_SaysWhatIsWrong(string header, string message)
    {
        var bytes = File(header, 1f);

        var seekable = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(bytes), Maximum));
        var forward = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsFile.Read(new ForwardOnlyStream(bytes), Maximum));

        StringAssert.Contains(seekable.Message, message, StringComparison.Ordinal);
        Assert.AreEqual(seekable.Message, forward.Message);
    }

    [TestMethod]
    [DataRow(0UL)]
    [DataRow(100_000_001UL)]
    [DataRow(ulong.MaxValue)]
    public void Read_ImpossibleHeaderLength_IsRefused(ulong length)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(bytes), Maximum));

        StringAssert.Contains(error.Message, $"{length} bytes", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("b", 2, "lack the tensor 'b'")]
    [DataRow("a", 3, "[2]; the network needs [3]")]
    public void Read_OtherTensorsThanExpected_NamesThem(string name, int length, string message)
    {
        var bytes = Write(new NetworkWeights([new WeightTensor("a", [2], [1, 2])]));

        var error = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(bytes), [new(name, [length])]));

        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Read_OneTensorTooMany_NamesIt()
    {
        var bytes = Write(new NetworkWeights([new WeightTensor("a", [1], [1]), new WeightTensor("stray", [1], [1])]));

        var error = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(bytes), [new("a", [1])]));

        StringAssert.Contains(error.Message, "'stray'", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Read_MoreThanTheMaximum_IsRefused()
    {
        var bytes = Write(new NetworkWeights([new WeightTensor("a", [2], [1, 2])]));

        Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(bytes), 7));
        Assert.HasCount(1, SafetensorsFile.Read(new MemoryStream(bytes), 8));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Read_LengthsThatTheFileOnlyClaims_AreNotAllocated(bool seekable)
    {
        var longTensor = File("""{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""", 1f, 2f);
        var longHeader = new byte[100];
        BinaryPrimitives.WriteUInt64LittleEndian(longHeader, 90_000_000);
        foreach (var bytes in new[] { longTensor, longHeader })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();

            Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsFile.Read(Open(bytes, seekable), long.MaxValue));

            Assert.IsLessThan(1 << 20, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [TestMethod]
    public void WeightTensor_ShapeOfNegativeDimensions_IsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => new WeightTensor("a", [-2, -3], new float[6]));

    private static Stream Open(byte[] bytes, bool seekable) => seekable ? new MemoryStream(bytes) : new ForwardOnlyStream(bytes);

    private static byte[] Write(NetworkWeights weights)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, weights);
        return stream.ToArray();
    }

    private static byte[] File(string header, params float[] values)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + (4 * values.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        Buffer.BlockCopy(values, 0, bytes, 8 + text.Length, 4 * values.Length);
        return bytes;
    }

    private static IReadOnlyList<TensorShape> Expect(NetworkWeights weights) =>
        [.. weights.Select(tensor => new TensorShape(tensor.Name, tensor.Shape))];

    private static void AssertSame(NetworkWeights expected, NetworkWeights actual)
    {
        CollectionAssert.AreEqual(expected.Select(tensor => tensor.Name).ToArray(), actual.Select(tensor => tensor.Name).ToArray());
        foreach (var (first, second) in expected.Zip(actual))
        {
            CollectionAssert.AreEqual(first.Shape.ToArray(), second.Shape.ToArray());
            CollectionAssert.AreEqual(
                first.Values.Select(BitConverter.SingleToUInt32Bits).ToArray(),
                second.Values.Select(BitConverter.SingleToUInt32Bits).ToArray());
        }
    }
}
