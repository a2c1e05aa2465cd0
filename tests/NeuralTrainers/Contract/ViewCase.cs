namespace NeuralTrainers.Tests;

/// <summary>Something that makes data with further columns of data.</summary>
public class ViewCase
{
    private readonly Func<MLContext, IDataView, IDataView> _apply;

    internal ViewCase(string name, string[] inputs, string[] outputs, Func<MLContext, IDataView, IDataView> apply)
    {
        Name = name;
        Inputs = inputs;
        Outputs = outputs;
        _apply = apply;
    }

    public string Name { get; }

    /// <summary>The columns that the outputs are computed from.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The columns that are added, in their order.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The columns of <see cref="Inputs"/> that are read whatever is asked for.</summary>
    public IReadOnlyList<string> AlwaysRead { get; init; } = [];

    /// <summary>The outputs whose slots or keys have names.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>For inputs that take days: another column, of a type that they do not take.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal IDataView Apply(MLContext context, IDataView data) => _apply(context, data);

    public override string ToString() => Name;
}
