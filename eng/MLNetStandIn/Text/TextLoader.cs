namespace Microsoft.ML.Data;

/// <summary>Says how a text file becomes columns.</summary>
public sealed class TextLoader
{
    private TextLoader()
    {
    }

    /// <summary>A column and where it comes from.</summary>
    public sealed class Column
    {
        public string Name;

        public Range[] Source;

        public Column()
        {
        }

        public Column(string name, DataKind dataKind, int index)
            : this(name, dataKind, [new Range(index)])
        {
        }

        public Column(string name, DataKind dataKind, int minIndex, int maxIndex)
            : this(name, dataKind, [new Range(minIndex, maxIndex)])
        {
        }

        public Column(string name, DataKind dataKind, Range[] source)
        {
            Name = name;
            DataKind = dataKind;
            Source = source;
        }

        public DataKind DataKind { get; set; } = DataKind.Single;

        /// <summary>The number of keys, of a column of keys.</summary>
        internal ulong? KeyCount { get; set; }

        internal DataViewType Type
        {
            get
            {
                var item = PrimitiveValues.TypeOf(DataKind);
                item = KeyCount is { } count ? new KeyDataViewType(item.RawType, count) : item;
                var size = Source.Sum(r => r.Size);
                return size > 1 || Source[0].ForceVector ? new VectorDataViewType(item, size) : item;
            }
        }

        internal int[] Indices => [.. Source.SelectMany(r => Enumerable.Range(r.Min, r.Size))];
    }

    /// <summary>Columns of the file, from the first to the last index.</summary>
    public sealed class Range
    {
        public int Min;

        public int? Max;

        public Range(int index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            Min = index;
            Max = index;
        }

        /// <param name="max">The last index, or null for the last column of the file.</param>
        public Range(int min, int? max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            if (max < min)
            {
                throw new ArgumentOutOfRangeException(nameof(max), max, $"The last index of a range must not be below the first, {min}.");
            }

            Min = min;
            Max = max;
            ForceVector = true;
        }

        /// <summary>Whether the column is a vector even if the range has one index only.</summary>
        internal bool ForceVector { get; }

        internal int Size => Max - Min + 1
            ?? throw new ArgumentOutOfRangeException(nameof(Max), "Can't determine the number of source columns without valid data");
    }

    /// <summary>How the file is written and which columns are wanted.</summary>
    public sealed class Options
    {
        public bool AllowQuoting;

        public bool AllowSparse;

        public char[] Separators = ['\t'];

        public Column[] Columns;

        public bool TrimWhitespace;

        public bool HasHeader;

        public long? MaxRows;

        /// <summary>Whether an empty field of a floating-point column is NaN; otherwise it is 0.</summary>
        public bool MissingRealsAsNaNs;
    }
}
