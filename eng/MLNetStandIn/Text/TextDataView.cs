using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>A text file as a data view. Each cursor reads the file once, row by row, and parses what is asked for.</summary>
internal sealed class TextDataView : IDataView
{
    private readonly string _path;
    private readonly TextLoader.Column[] _columns;
    private readonly FieldSplitter _splitter;
    private readonly bool _hasHeader;

    public TextDataView(string path, TextLoader.Column[] columns, FieldSplitter splitter, bool hasHeader)
    {
        if (!File.Exists(path))
        {
            throw new ArgumentOutOfRangeException(nameof(path), $"File or directory does not exist at path: {path}");
        }

        (_path, _columns, _splitter, _hasHeader) = (path, columns, splitter, hasHeader);
        var builder = new DataViewSchema.Builder();
        Array.ForEach(columns, c => builder.AddColumn(c.Name, c.Type));
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded)];

    private IEnumerable<string> ReadRows()
    {
        var first = true;
        foreach (var line in File.ReadLines(_path))
        {
            // Empty lines and comments are no rows; a number sign starts one only before the first row.
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || (first && line[0] == '#'))
            {
                continue;
            }

            if (!first || !_hasHeader)
            {
                yield return line;
            }

            first = false;
        }
    }

    private sealed class Cursor(TextDataView view, IEnumerable<DataViewSchema.Column> needed) : RootCursor(view.Schema, needed)
    {
        private readonly IEnumerator<string> _lines = view.ReadRows().GetEnumerator();
        private readonly List<ReadOnlyMemory<char>> _fields = [];

        protected override bool MoveNextCore()
        {
            var moved = _lines.MoveNext();
            if (moved)
            {
                view._splitter.Split(_lines.Current, _fields);
            }

            return moved;
        }

        protected override Delegate MakeGetter(DataViewSchema.Column column) => column.Type.GetItemType() switch
        {
            TextDataViewType => MakeGetter(column, text => text),
            BooleanDataViewType => MakeGetter(column, text => ParseBoolean(text.Span)
                ?? throw new FormatException($"Could not parse value {text} in row {Position}, column {column.Name}")),
            _ => MakeGetter(column, text => ParseNumber(text.Span)),
        };

        protected override void Dispose(bool disposing)
        {
            _lines.Dispose();
            base.Dispose(disposing);
        }

        private Delegate MakeGetter<T>(DataViewSchema.Column column, Func<ReadOnlyMemory<char>, T> parse)
        {
            var indices = view._columns[column.Index].Indices;
            if (column.Type is not VectorDataViewType)
            {
                return (ValueGetter<T>)((ref T value) => value = parse(Field(indices[0])));
            }

            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
            {
                var editor = VBufferEditor.Create(ref value, indices.Length);
                for (var i = 0; i < indices.Length; i++)
                {
                    editor.Values[i] = parse(Field(indices[i]));
                }

                value = editor.Commit();
            });
        }

        /// <summary>A field of the line; a line that ends before it gives an empty one.</summary>
        private ReadOnlyMemory<char> Field(int index)
        {
            CheckOnRow();
            return index < _fields.Count ? _fields[index] : default;
        }

        /// <summary>0 if the text is empty, NaN if it is no number, "?" and "NA" for instance.</summary>
        private static float ParseNumber(ReadOnlySpan<char> text)
            => text.Trim().IsEmpty ? 0
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? (float)value
                : float.NaN;

        private static bool? ParseBoolean(ReadOnlySpan<char> text) => text.ToString().ToUpperInvariant() switch
        {
            "TRUE" or "T" or "YES" or "Y" or "1" or "+1" or "+" => true,
            "" or "FALSE" or "F" or "NO" or "N" or "0" or "-1" or "-" => false,
            _ => null,
        };
    }
}
