using System.Globalization;
using System.Reflection;

namespace NeuralTrainers.Tests;

/// <summary>Values of columns of any type.</summary>
internal static class Cells
{
    /// <summary>The values of some columns in all rows, those of a row in one array, vectors slot by slot.</summary>
    public static List<object[]> Read(IDataView data, IEnumerable<string> columns)
    {
        var wanted = Columns(data.Schema, columns);
        using var cursor = data.GetRowCursor(wanted);
        return Read(cursor, wanted);
    }

    public static List<object[]> Read(DataViewRowCursor cursor, IReadOnlyList<DataViewSchema.Column> columns)
    {
        var row = Getter(cursor, columns);
        var rows = new List<object[]>();
        while (cursor.MoveNext())
        {
            rows.Add(row());
        }

        return rows;
    }

    /// <summary>The rows of a cursor by their ids.</summary>
    public static Dictionary<(ulong High, ulong Low), object[]> ReadById(DataViewRowCursor cursor, IReadOnlyList<DataViewSchema.Column> columns)
    {
        var row = Getter(cursor, columns);
        var id = cursor.GetIdGetter();
        var rows = new Dictionary<(ulong High, ulong Low), object[]>();
        while (cursor.MoveNext())
        {
            DataViewRowId key = default;
            id(ref key);
            rows.Add((key.High, key.Low), row());
        }

        return rows;
    }

    /// <summary>What reads the values of some columns of the row.</summary>
    public static Func<object[]> Getter(DataViewRow row, IReadOnlyList<DataViewSchema.Column> columns)
    {
        Func<object[]>[] getters = [.. columns.Select(column => Getter(row, column))];
        return () => [.. getters.SelectMany(getter => getter())];
    }

    public static DataViewSchema.Column[] Columns(DataViewSchema schema, IEnumerable<string> names) => [.. names.Select(name => schema[name])];

    /// <summary>The annotation's values.</summary>
    public static object[] Annotation(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation) =>
        Invoke<object[]>(nameof(AnnotationOf), annotation.Type, annotations, annotation.Name);

    /// <summary>Fails unless the values are the same, numbers within a relative tolerance.</summary>
    public static void AssertEqual(IReadOnlyList<object> expected, IReadOnlyList<object> actual, float tolerance, string where)
    {
        Assert.HasCount(expected.Count, actual, where);
        foreach (var (one, other) in expected.Zip(actual))
        {
            if (one is float number && float.IsFinite(number))
            {
                Assert.AreEqual(number, (float)other, tolerance * (1 + MathF.Abs(number)), where);
            }
            else
            {
                Assert.AreEqual(one, other, where);
            }
        }
    }

    public static void AssertEqual(List<object[]> expected, List<object[]> actual, float tolerance = 0)
    {
        Assert.HasCount(expected.Count, actual);
        for (var row = 0; row < expected.Count; row++)
        {
            AssertEqual(expected[row], actual[row], tolerance, $"row {row}");
        }
    }

    private static Func<object[]> Getter(DataViewRow row, DataViewSchema.Column column) =>
        Invoke<Func<object[]>>(nameof(GetterOf), column.Type, row, column);

    private static TResult Invoke<TResult>(string method, DataViewType type, params object[] arguments) => (TResult)typeof(Cells)
        .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.RawType)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, CultureInfo.InvariantCulture)!;

    private static Func<object[]> GetterOf<TValue>(DataViewRow row, DataViewSchema.Column column)
        where TValue : notnull
    {
        var getter = row.GetGetter<TValue>(column);
        TValue value = default!;
        return () =>
        {
            getter(ref value);
            return Items(value);
        };
    }

    private static object[] AnnotationOf<TValue>(DataViewSchema.Annotations annotations, string kind)
        where TValue : notnull
    {
        TValue value = default!;
        annotations.GetValue(kind, ref value);
        return Items(value);
    }

    private static object[] Items(object value) => value switch
    {
        VBuffer<float> vector => [.. vector.DenseValues()],
        VBuffer<uint> vector => [.. vector.DenseValues()],
        VBuffer<int> vector => [.. vector.DenseValues()],
        VBuffer<bool> vector => [.. vector.DenseValues()],
        VBuffer<ReadOnlyMemory<char>> vector => [.. vector.DenseValues().Select(text => text.ToString())],
        ReadOnlyMemory<char> text => [text.ToString()],
        _ when value.GetType().Name.StartsWith(nameof(VBuffer<>), StringComparison.Ordinal) => throw new NotSupportedException($"No test has read a {value.GetType()} so far."),
        _ => [value],
    };
}
