using System.Text;
using Spectre.Console;

namespace NeuralTrainers.AutoML.Tests;

/// <summary>A console that keeps what is written to it: a terminal, or a file.</summary>
internal sealed class RecordingConsole : TextWriter, IAnsiConsoleOutput
{
    private readonly StringBuilder _written = new();

    public RecordingConsole(bool isTerminal)
    {
        IsTerminal = isTerminal;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = this,
        });
    }

    public IAnsiConsole Console { get; }

    public bool IsBroken { get; init; }

    public TextWriter Writer => this;

    public bool IsTerminal { get; }

    public int Width => 160;

    public int Height => 40;

    public override Encoding Encoding => Encoding.UTF8;

    public string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    public void SetEncoding(Encoding encoding)
    {
        // There is one encoding.
    }

    public override void Write(char value)
    {
        if (IsBroken)
        {
            throw new IOException("The console is gone.");
        }

        lock (_written)
        {
            _written.Append(value);
        }
    }
}
