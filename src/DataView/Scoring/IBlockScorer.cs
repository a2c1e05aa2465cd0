namespace NeuralTrainers.DataView;

/// <summary>A model with buffers for a block of rows. Used by one thread at a time.</summary>
internal interface IBlockScorer : IRowSink
{
    /// <summary>Removes all rows.</summary>
    void Clear();

    /// <summary>Computes the outputs of the rows added since <see cref="Clear"/>.</summary>
    void Score();

    /// <summary>The outputs of a head for a row of the block.</summary>
    ReadOnlySpan<float> Outputs(int head, int row);
}
