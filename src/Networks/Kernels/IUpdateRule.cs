namespace NeuralTrainers.Networks.Kernels;

/// <summary>One step of an optimizer that treats every value alike, with the step's numbers.</summary>
internal interface IUpdateRule
{
    /// <summary>The number of state values per value: 0 to 3.</summary>
    static abstract int States { get; }

    /// <summary>Whether a zero gradient leaves value and states as they are.</summary>
    bool Rests { get; }

    /// <summary>The values after the step.</summary>
    /// <param name="value">The values before it.</param>
    /// <param name="gradient">Their gradients, clipped and with penalties.</param>
    /// <param name="first">The first state, if there is one.</param>
    /// <param name="second">The second state.</param>
    /// <param name="third">The third state.</param>
    TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>;
}
