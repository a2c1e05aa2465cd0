namespace NeuralTrainers.Networks;

/// <summary>An operation that applies one function to every element, whatever the function's type.</summary>
internal interface IElementwiseOperation
{
    Value Input { get; }

    Value Output { get; }

    /// <summary>The function; of a learned one without its parameter.</summary>
    IElementwiseFunction Function { get; }

    /// <summary>The function's parameter, or null if it learns none.</summary>
    Parameter? Learned { get; }
}
