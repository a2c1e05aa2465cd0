namespace Microsoft.ML.Data;

/// <summary>A text file as a data view. Each cursor reads the file once, row by row, and parses what is asked for.</summary>
internal sealed class TextDataView : IDataView
{
    private readonly string _path;
    private readonly TextLoader.Options _options;

    public TextDataView(string path, TextLoader.Options options, bool readsSlotNames)
    {
        if (options.AllowSparse)
        {
            throw new NotSupportedException("This stand-in for ML.NET loads no sparse text; build against the package.");
        }

        if (options.Columns is not { Length: > 0 } || options.Columns.Any(c => c.Source is not { Length: > 0 }))
        {
            throw new ArgumentException("Name the columns to load, and the source indices of each.", nameof(options));
        }

        if (!File.Exists(path))
        {
            throw new ArgumentOutOfRangeException(nameof(path), $"File or directory does not exist at path: {path}");
        }

        _path = path;
        _options = options;
        var header = readsSlotNames && options.HasHeader ? ReadHeader() : null;
        var builder = new DataViewSchema.Builder();
        foreach (var column in options.Columns)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            if (header is not null && column.Type is VectorDataViewType)
            {
                var names = Array.ConvertAll(column.Indices, i => header[i].Trim());
                annotations.AddSlotNames(
                    names.Length, (ref VBuffer<ReadOnlyMemory<char>> value) => new VBuffer<ReadOnlyMemory<char>>(names.Length, names).CopyTo(ref value));
            }

            builder.AddColumn(column.Name, column.Type, annotations.ToAnnotations());
        }

        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, [.. columnsNeeded]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private FieldSplitter ReadHeader()
    {
        using var reader = new StreamReader(_path);
        var splitter = new FieldSplitter(_options);
        splitter.Split(ReadFirst(reader) ?? string.Empty);
        return splitter;
    }

    /// <summary>The first line that is neither empty nor a comment.</summary>
    private static string ReadFirst(StreamReader reader)
    {
        var line = reader.ReadLine();
        while (line is not null && (line.Length == 0 || line[0] == '#' || IsComment(line)))
        {
            line = reader.ReadLine();
        }

        return line;
    }

    private static bool IsComment(string line) => line.StartsWith("//", StringComparison.Ordinal);

    private sealed class Cursor : RootCursor
    {
        private readonly TextDataView _view;
        private readonly StreamReader _reader;
        private readonly FieldSplitter _fields;
        private readonly int _fieldsNeeded;
        private bool _started;
        private long _rows;

        public Cursor(TextDataView view, DataViewSchema.Column[] columnsNeeded)
            : base(view.Schema, columnsNeeded)
        {
            _view = view;
            _reader = new(view._path);
            _fields = new(view._options);
            _fieldsNeeded = columnsNeeded.Select(c => view._options.Columns[c.Index].Indices.Max() + 1).DefaultIfEmpty(0).Max();
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)Position, 0);

        protected override bool MoveNextCore()
        {
            if (_rows >= (_view._options.MaxRows ?? long.MaxValue) || NextLine() is not { } line)
            {
                return false;
            }

            _rows++;
            _fields.Split(line, _fieldsNeeded);
            return true;
        }

        protected override Delegate MakeGetter(DataViewSchema.Column column)
            => GenericCall.Invoke<Delegate>(MakeGetter<int>, [column.Type.GetItemType().RawType], column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _reader.Dispose();
            }

            base.Dispose(disposing);
        }

        private string NextLine()
        {
            string line;
            if (!_started)
            {
                _started = true;
                line = ReadFirst(_reader);
                if (line is null || !_view._options.HasHeader)
                {
                    return line;
                }
            }

            do
            {
                line = _reader.ReadLine();
            }
            while (line is not null && (line.Length == 0 || IsComment(line)));
            return line;
        }

        private Delegate MakeGetter<T>(DataViewSchema.Column column)
        {
            var parse = FieldParser.Of<T>(column.Type.GetItemType(), _view._options.MissingRealsAsNaNs);
            var indices = _view._options.Columns[column.Index].Indices;
            if (column.Type is not VectorDataViewType)
            {
                return (ValueGetter<T>)((ref T value) => value = Parse(parse, indices[0], column));
            }

            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
            {
                var editor = VBufferEditor.Create(ref value, indices.Length);
                for (var i = 0; i < indices.Length; i++)
                {
                    editor.Values[i] = Parse(parse, indices[i], column);
                }

                value = editor.Commit();
            });
        }

        private T Parse<T>(FieldParser.Parse<T> parse, int index, DataViewSchema.Column column)
            => Position < 0 ? throw new InvalidOperationException("The cursor is not at a row.")
                : parse(_fields[index], out var value) ? value
                : throw new FormatException($"Parsing failed with an exception: Could not parse value {_fields[index]} in row {Position}, column {column.Name}");
    }
}
