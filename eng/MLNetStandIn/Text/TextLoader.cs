namespace Microsoft.ML.Data;

/// <summary>The kinds of items that a text file can be loaded as.</summary>
public enum DataKind : byte
{
    Single = 9,
    String = 11,
    Boolean = 12,
}

/// <summary>Says how a text file becomes columns.</summary>
public sealed class TextLoader
{
    private TextLoader() { }

    /// <summary>A column and where it comes from.</summary>
    public sealed class Column
    {
        public Column(string name, DataKind dataKind, int index) : this(name, dataKind, [new(index)]) { }

        public Column(string name, DataKind dataKind, Range[] source)
        {
            Name = name;
            Indices = [.. source.SelectMany(r => Enumerable.Range(r.Min, r.Max - r.Min + 1))];
            PrimitiveDataViewType item = dataKind switch
            {
                DataKind.Single => NumberDataViewType.Single,
                DataKind.String => TextDataViewType.Instance,
                DataKind.Boolean => BooleanDataViewType.Instance,
                _ => throw new ArgumentOutOfRangeException(nameof(dataKind), dataKind, $"Column '{name}' is of no kind that can be loaded."),
            };
            Type = Indices.Length > 1 || source[0].IsVector ? new VectorDataViewType(item, Indices.Length) : item;
        }

        internal string Name { get; }

        internal int[] Indices { get; }

        internal DataViewType Type { get; }
    }

    /// <summary>Columns of the file, from the first to the last index.</summary>
    public sealed class Range
    {
        public Range(int index) => Min = Max = index;

        internal Range(int min, int max) => (Min, Max, IsVector) = (min, max, true);

        internal int Min { get; }

        internal int Max { get; }

        internal bool IsVector { get; }
    }
}

/// <summary>Says from which columns of a text file a member is loaded.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex) => Source = new(fieldIndex);

    public LoadColumnAttribute(int start, int end) => Source = new(start, end);

    internal TextLoader.Range Source { get; }
}
