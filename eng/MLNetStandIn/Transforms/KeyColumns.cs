using System.Globalization;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to keys. A value that is missing or was not seen in training gets the missing key, 0.</summary>
/// <param name="ItemType">The name of the values' type.</param>
/// <param name="Terms">The distinct values as text, in the order of their keys.</param>
internal sealed record ValueToKeyColumn(string Output, string Input, string ItemType, string[] Terms) : Featurizer(Output)
{
    public static Func<InputOutputColumnPair, int, Featurizer> Learn(IDataView data, DataViewSchema.Column[] columns, bool byValue = false)
    {
        using var cursor = data.GetRowCursor(columns.DistinctBy(c => c.Index));
        var collectors = Array.ConvertAll(columns, c
            => RowExtensions.Invoke<(Action Add, Func<string[]> Terms)>(Collect<int>, [c.Type.GetItemType().RawType], cursor, c, byValue));
        while (cursor.MoveNext())
        {
            Array.ForEach(collectors, c => c.Add());
        }

        var terms = Array.ConvertAll(collectors, c => c.Terms());
        return (pair, i)
            => new ValueToKeyColumn(pair.OutputColumnName, pair.InputColumnName, columns[i].Type.GetItemType().ToString(), terms[i]);
    }

    public static SchemaShape.Column Shape(SchemaShape.Column input, string name)
        => new(name, input.Kind, NumberDataViewType.UInt32, true, new(input.Keep(Kinds.SlotNames)
            .Append(new(Kinds.KeyValues, VectorKind.Vector, input.ItemType, false))));

    public override ComputedColumn Compute(DataViewSchema input)
    {
        var source = input.Find(Input);
        if (source.Type.GetItemType().ToString() != ItemType)
        {
            throw Columns.Mismatch("input", Input, ItemType, source.Type);
        }

        // There is no key type without keys, so that of no values has one, which never occurs.
        var keyType = new KeyDataViewType(typeof(uint), Math.Max(1, Terms.Length));
        return RowExtensions.Invoke<ComputedColumn>(Compute<int>, [source.Type.GetItemType().RawType], source, keyType);
    }

    private static (Action Add, Func<string[]> Terms) Collect<T>(DataViewRow row, DataViewSchema.Column column, bool byValue)
    {
        if (column.Type.GetItemType() is not (TextDataViewType or BooleanDataViewType or NumberDataViewType))
        {
            throw Columns.Mismatch("input", column.Name, "text, Boolean or a number", column.Type);
        }

        var get = row.GetVectorGetter<T>(column);
        var values = default(VBuffer<T>);
        var terms = new List<string>();
        var seen = new HashSet<T>(Equality<T>());
        return (() =>
        {
            get(ref values);
            foreach (var value in values.DenseValues())
            {
                if ((object)value is not (float.NaN or double.NaN or ReadOnlyMemory<char> { IsEmpty: true }) && !seen.Contains(value))
                {
                    // Not the value itself, for the text of a row may be a part of a longer one that must not be kept alive.
                    terms.Add(Convert.ToString(value, CultureInfo.InvariantCulture));
                    seen.Add(Parse<T>(terms[^1]));
                }
            }
        }, () => byValue ? [.. terms.Order(Comparer<string>.Create(Compare))] : [.. terms]);

        static int Compare(string x, string y)
            => typeof(T) == typeof(ReadOnlyMemory<char>) ? string.CompareOrdinal(x, y) : Comparer<T>.Default.Compare(Parse<T>(x), Parse<T>(y));
    }

    private static IEqualityComparer<T> Equality<T>() => new TextComparer() as IEqualityComparer<T> ?? EqualityComparer<T>.Default;

    private static T Parse<T>(string text)
        => (T)(typeof(T) == typeof(ReadOnlyMemory<char>) ? text.AsMemory() : Convert.ChangeType(text, typeof(T), CultureInfo.InvariantCulture));

    private ComputedColumn Compute<T>(DataViewSchema.Column source, KeyDataViewType keyType)
    {
        var values = Array.ConvertAll(Terms, Parse<T>);
        var annotations = new DataViewSchema.Annotations.Builder().Keep(source, Kinds.SlotNames);
        if (values.Length > 0)
        {
            annotations.AddVector(Kinds.KeyValues, (PrimitiveDataViewType)source.Type.GetItemType(), values);
        }

        return new(Output, source.Type.WithItems(keyType), annotations.ToAnnotations(), [source.Index], row =>
        {
            var keys = values.Select((value, i) => (value, (uint)i + 1)).ToDictionary(Equality<T>());
            T zero = default;
            return ItemGetter.Make(row, source, (T value, int _) => keys.GetValueOrDefault(value), keepsDefault: !keys.ContainsKey(zero));
        });
    }

    /// <summary>Compares texts by their characters' values.</summary>
    private sealed class TextComparer : IEqualityComparer<ReadOnlyMemory<char>>
    {
        public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span, StringComparison.Ordinal);
    }
}

/// <summary>Holds the orders; the estimator itself shows as <see cref="IEstimator{TTransformer}"/> only.</summary>
public static class ValueToKeyMappingEstimator
{
    /// <summary>The order of the keys.</summary>
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }
}

/// <summary>Looks keys up in their column's key values.</summary>
internal sealed record KeyToValueColumn(string Output, string Input) : Featurizer(Output)
{
    public static SchemaShape.Column Shape(SchemaShape.Column input, string name)
        => !input.IsKey ? throw Columns.Mismatch("input", input.Name, "KeyType", input.GetTypeString())
            : input.Annotations.TryFindColumn(Kinds.KeyValues, out var values)
            ? new(name, input.Kind, values.ItemType, values.IsKey, new(input.Keep(Kinds.SlotNames)))
            : throw new ArgumentOutOfRangeException(nameof(input), $"Input column '{input.Name}' doesn't contain key values metadata");

    public override ComputedColumn Compute(DataViewSchema input)
    {
        var source = input.Find(Input);
        var key = source.Type.GetItemType() as KeyDataViewType ?? throw Columns.Mismatch("input", Input, "KeyType", source.Type);
        var values = source.Annotations.Schema.GetColumnOrNull(Kinds.KeyValues)?.Type as VectorDataViewType
            ?? throw new InvalidOperationException($"Column '{Input}' has no KeyValues annotation to map its keys to.");
        return new(
            Output,
            source.Type.WithItems(values.ItemType),
            new DataViewSchema.Annotations.Builder().Keep(source, Kinds.SlotNames).ToAnnotations(),
            [source.Index],
            row => RowExtensions.Invoke<Delegate>(MakeGetter<int, int>, [key.RawType, values.ItemType.RawType], row, source));
    }

    private static Delegate MakeGetter<TKey, TValue>(DataViewRow row, DataViewSchema.Column source)
    {
        var buffer = default(VBuffer<TValue>);
        source.GetKeyValues(ref buffer);
        var values = buffer.DenseValues().ToArray();

        // A missing key is NaN among the floating-point types, the default value among others.
        object nan = typeof(TValue) == typeof(float) ? (object)float.NaN : typeof(TValue) == typeof(double) ? (object)double.NaN : null;
        var missing = nan is null ? default : (TValue)nan;
        TValue ValueOf(TKey key, int slot) => KeyNumber.Of(key, (ulong)values.Length) is { } k ? values[k - 1] : missing;
        return ItemGetter.Make<TKey, TValue>(row, source, ValueOf, keepsDefault: nan is null);
    }
}

/// <summary>Maps values to indicator vectors, by way of keys.</summary>
internal sealed record OneHotColumn(string Output, ValueToKeyColumn Keys) : Featurizer(Output)
{
    public static Func<InputOutputColumnPair, int, Featurizer> Learn(IDataView data, DataViewSchema.Column[] columns)
    {
        var keys = ValueToKeyColumn.Learn(data, columns);
        return (pair, i) => new OneHotColumn(pair.OutputColumnName, (ValueToKeyColumn)keys(pair, i));
    }

    public static SchemaShape.Column Shape(SchemaShape.Column input, string name)
        => input.Kind == VectorKind.Scalar && input.ItemType is TextDataViewType or NumberDataViewType
            ? new(name, VectorKind.Vector, NumberDataViewType.Single, false, new([Columns.IsNormalized, Columns.SlotNames]))
            : throw Columns.Mismatch("input", input.Name, "text or a number (this stand-in encodes nothing else)", input.GetTypeString());

    public override ComputedColumn Compute(DataViewSchema input)
    {
        var keys = Keys.Compute(input);
        var size = (int)((KeyDataViewType)keys.Type).Count;
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (Keys.Terms.Length > 0)
        {
            annotations.AddVector(Kinds.SlotNames, TextDataViewType.Instance, Array.ConvertAll(Keys.Terms, t => t.AsMemory()));
        }

        return new(Output, new VectorDataViewType(NumberDataViewType.Single, size), annotations.ToAnnotations(), keys.Sources, row =>
        {
            var getKey = (ValueGetter<uint>)keys.MakeGetter(row);
            uint key = 0;
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> destination) =>
            {
                getKey(ref key);
                var editor = VBufferEditor.Create(ref destination, size, key == 0 ? 0 : 1);
                editor.Values.Fill(1);
                editor.Indices.Fill((int)key - 1);
                destination = editor.Commit();
            });
        });
    }
}

/// <summary>The number behind a key of any of the unsigned types: the first key is 1.</summary>
internal static class KeyNumber
{
    /// <summary>The number, or null if the key is missing.</summary>
    public static ulong? Of<TKey>(TKey key, ulong count)
        => (key is uint number ? number : Convert.ToUInt64(key, CultureInfo.InvariantCulture)) is var k && k >= 1 && k <= count ? k : null;
}
