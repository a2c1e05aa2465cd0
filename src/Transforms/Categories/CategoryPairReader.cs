namespace NeuralTrainers;

/// <summary>Reads the pairs of two columns' categories: <c>a|b</c>, with a backslash before each bar and backslash in a category.</summary>
internal sealed class CategoryPairReader(CategoryReader first, CategoryReader second) : CategoryReader
{
    private const char Separator = '|';
    private const char Escape = '\\';

    private char[] _buffer = new char[64];
    private int _length;

    public override int Read()
    {
        first.Read();
        second.Read();
        _length = 0;
        var a = first.Text(0);
        var b = second.Text(0);
        if (!a.IsEmpty && !b.IsEmpty)
        {
            Append(a);
            Put(Separator);
            Append(b);
        }

        return 1;
    }

    public override ReadOnlySpan<char> Text(int slot) => _buffer.AsSpan(0, _length);

    private void Append(ReadOnlySpan<char> category)
    {
        foreach (var letter in category)
        {
            if (letter is Separator or Escape)
            {
                Put(Escape);
            }

            Put(letter);
        }
    }

    private void Put(char letter)
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _length);
        }

        _buffer[_length++] = letter;
    }
}
