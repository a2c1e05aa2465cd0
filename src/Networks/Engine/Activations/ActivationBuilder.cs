namespace NeuralTrainers.Networks;

/// <summary>Turns the description of an activation into an operation.</summary>
internal static class ActivationBuilder
{
    /// <summary>Adds the activation.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="name">The name of its tensor, if it learns one.</param>
    /// <param name="activation">The description.</param>
    /// <param name="input">Its input.</param>
    /// <returns>Its output; the input itself if the activation does nothing.</returns>
    public static Value AddActivation(this Graph graph, string name, Activation activation, Value input)
    {
        if (activation is IdentityActivation)
        {
            return input;
        }

        var learns = activation is ParametricReluActivation or LinearSigmoidActivation;
        var output = graph.NewValue(input.Width / activation.InputsPerOutput, input.Copies, input.NeedsGradient || learns);
        graph.Add(activation switch
        {
            ReluActivation => new ActivationOperation<ReluFunction>(default, input, output),
            LeakyReluActivation leaky => new ActivationOperation<LeakyReluFunction>(new LeakyReluFunction(leaky.Slope), input, output),
            ParametricReluActivation parametric =>
                new LearnedActivationOperation<ParametricReluFunction>(graph.Layout, $"{name}.slope", parametric.InitialSlope, input, output),
            EluActivation elu => new ActivationOperation<EluFunction>(new EluFunction(elu.Alpha), input, output),
            SeluActivation => new ActivationOperation<EluFunction>(new EluFunction(EluFunction.SeluAlpha, EluFunction.SeluScale), input, output),
            GeluActivation => new ActivationOperation<GeluFunction>(default, input, output),
            SiluActivation => new ActivationOperation<SiluFunction>(default, input, output),
            MishActivation => new ActivationOperation<MishFunction>(default, input, output),
            SoftplusActivation => new ActivationOperation<SoftplusFunction>(default, input, output),
            SigmoidActivation => new ActivationOperation<SigmoidFunction>(default, input, output),
            TanhActivation => new ActivationOperation<TanhFunction>(default, input, output),
            GaussianActivation => new ActivationOperation<GaussianFunction>(default, input, output),
            MaxoutActivation maxout => new MaxoutOperation(maxout.Pieces, input, output),
            LinearSigmoidActivation unit => new LearnedActivationOperation<LinearSigmoidFunction>(
                graph.Layout, $"{name}.log_scale", MathF.Log(unit.InitialScale), input, output),
            _ => throw new ArgumentException($"The managed engine does not know the activation {activation.GetType().Name}."),
        });
        return output;
    }
}
