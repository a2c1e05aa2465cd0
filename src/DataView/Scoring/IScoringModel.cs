namespace NeuralTrainers.DataView;

/// <summary>A model that scores blocks of rows. Shared by all threads.</summary>
internal interface IScoringModel
{
    /// <summary>The columns that it reads.</summary>
    RowLayout Layout { get; }

    /// <summary>Plans the buffers for blocks of rows.</summary>
    /// <param name="capacity">The largest number of rows in a block.</param>
    IBlockScorer CreateScorer(int capacity);
}
