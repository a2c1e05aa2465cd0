using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>A model's columns over an input schema.</summary>
internal sealed class ScoringMap : RowMap
{
    private readonly IScoringModel _model;
    private readonly IReadOnlyList<ScoreColumn> _scores;

    /// <summary>Binds a model to a schema.</summary>
    /// <exception cref="ArgumentException">A column that the model reads is missing or of another type.</exception>
    public ScoringMap(DataViewSchema inputSchema, IScoringModel model, IReadOnlyList<ScoreColumn> scores)
        : base(inputSchema, [.. scores.Select(score => score.Column)])
    {
        model.Layout.Check(inputSchema);
        _model = model;
        _scores = scores;
    }

    public override IEnumerable<DataViewSchema.Column> Dependencies(ReadOnlySpan<bool> active) =>
        active.Contains(true) ? _model.Layout.ColumnsIn(InputSchema) : [];

    public override Delegate?[] CreateGetters(DataViewRow input, ReadOnlySpan<bool> active) =>
        CreateGetters(active, active.Contains(true) ? new SingleRowScores(input, _model) : null);

    public override DataViewRowCursor CreateCursor(DataViewRowCursor input, ActiveColumns columns)
    {
        if (!columns.Computed.Contains(true))
        {
            return base.CreateCursor(input, columns);
        }

        var buffers = columns.PassedOn.ToDictionary(column => column.Index, column => ColumnBuffer.TryCreate(input, column, RowBlock.MaximumRows));
        if (buffers.ContainsValue(null))
        {
            return base.CreateCursor(input, columns);
        }

        var block = new RowBlock(input, buffers!, _model);
        return new BlockCursor(block, columns, OutputSchema, CreateGetters(columns.Computed, block));
    }

    private Delegate?[] CreateGetters(ReadOnlySpan<bool> active, IRowScores? scores)
    {
        var getters = new Delegate?[active.Length];
        for (var i = 0; i < active.Length; i++)
        {
            getters[i] = active[i] ? _scores[i].CreateGetter(scores!) : null;
        }

        return getters;
    }
}
