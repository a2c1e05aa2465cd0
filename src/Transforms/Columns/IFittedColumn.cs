namespace NeuralTrainers;

/// <summary>
/// A kind of column that can be read from a model's file. Its assembly also declares
/// <c>[assembly: LoadableTransformer&lt;ColumnTransformer&lt;TSelf&gt;&gt;]</c>.
/// </summary>
internal interface IFittedColumn<TSelf>
    where TSelf : FittedColumn, IFittedColumn<TSelf>
{
    /// <summary>The kind's name in the file, at most 24 characters.</summary>
    static abstract string LoaderSignature { get; }

    /// <summary>Reads what <see cref="FittedColumn.Write"/> wrote.</summary>
    static abstract TSelf Read(BinaryReader reader);
}
