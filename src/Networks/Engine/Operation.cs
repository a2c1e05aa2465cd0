namespace NeuralTrainers.Networks;

/// <summary>
/// One node of a graph. Its constructor declares values and parameters; <see cref="Bind"/> plans all buffers, so that neither direction
/// allocates anything.
/// </summary>
internal abstract class Operation
{
    /// <summary>What the operation adds to the mean loss of the last training pass: a penalty on what it learns.</summary>
    public virtual double Penalty => 0;

    /// <summary>Plans buffers and looks up the parameters' places. Called once.</summary>
    public abstract void Bind(Binding binding);

    /// <summary>Computes the outputs from the inputs.</summary>
    public abstract void Forward(in Pass pass);

    /// <summary>
    /// Computes the gradients of the parameters (overwriting them) and of those inputs that need one (adding if another consumer came
    /// first) from the gradients of the outputs.
    /// </summary>
    public abstract void Backward(in Pass pass);
}
