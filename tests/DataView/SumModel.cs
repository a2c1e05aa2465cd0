namespace NeuralTrainers.DataView.Tests;

/// <summary>A model whose only output is the sum of the features plus 100 times the first key. Counts what it computes.</summary>
internal sealed class SumModel : IScoringModel
{
    public RowLayout Layout { get; init; } = Data.Layout;

    public int Blocks { get; private set; }

    public int Rows { get; private set; }

    public static ScoreColumn Score { get; } = ScoreColumn.Number("Score", DataViewSchema.Annotations.Empty, 0);

    public IDataView Transform(IDataView data) => new MappedDataView(data, new ScoringMap(data.Schema, this, [Score]));

    public IBlockScorer CreateScorer(int capacity) => new Scorer(this);

    private sealed class Scorer(SumModel model) : ListSink(model.Layout.Features!.Count, model.Layout.Keys.Count, 0), IBlockScorer
    {
        private float[] _outputs = [];

        public void Clear() => Rows.Clear();

        public void Score()
        {
            _outputs = [.. Rows.Select(row => row.Features.Sum() + (100 * row.Keys.FirstOrDefault()))];
            model.Blocks++;
            model.Rows += Rows.Count;
        }

        public ReadOnlySpan<float> Outputs(int head, int row) => _outputs.AsSpan(row, 1);
    }
}
