namespace NeuralTrainers;

/// <summary>How the values of a type are written as text, so that all categories are handled alike.</summary>
internal interface ICategoryFormat<T>
{
    /// <summary>The value's text, which may stand in the buffer; empty if it is missing.</summary>
    ReadOnlySpan<char> Format(in T value, Span<char> buffer);
}
