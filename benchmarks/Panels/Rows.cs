namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>Pairs that train, validate and test.</summary>
internal sealed record Rows(IDataView Train, IDataView Validation, IDataView Test);
