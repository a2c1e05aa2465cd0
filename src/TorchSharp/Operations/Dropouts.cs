namespace NeuralTrainers.Torch;

/// <summary>Noise on values in training.</summary>
internal static class Dropouts
{
    public static void Run(DropoutOperation dropout, TorchPass pass)
    {
        var input = pass[dropout.Input];
        pass[dropout.Output] = pass.Training ? input * pass.DropoutFactors(input, dropout.Rate) : input;
    }

    public static void Run(AlphaDropoutOperation dropout, TorchPass pass)
    {
        var input = pass[dropout.Input];
        if (pass.Training)
        {
            var kept = pass.Bernoulli(input.shape, 1 - dropout.Rate);
            input = (((input * dropout.Scale) + (dropout.KeptShift - dropout.Dropped)) * kept) + dropout.Dropped;
        }

        pass[dropout.Output] = input;
    }

    public static void Run(GaussianDropoutOperation dropout, TorchPass pass)
    {
        var input = pass[dropout.Input];
        pass[dropout.Output] = pass.Training ? input * ((pass.Normal(input.shape) * dropout.Deviation) + 1) : input;
    }

    public static void Run(VariationalDropoutOperation dropout, TorchPass pass)
    {
        var input = pass[dropout.Input];
        if (pass.Training)
        {
            var logit = pass[dropout.Parameter!];
            var alpha = logit.sigmoid();
            input = input * ((pass.Normal(input.shape) * alpha.sqrt()) + 1);
            var polynomial = alpha * ((((alpha * VariationalDropoutOperation.C3) + VariationalDropoutOperation.C2) * alpha) + VariationalDropoutOperation.C1);
            pass.AddPenalty(((logit.log_sigmoid() * 0.5) + polynomial).sum() * (-dropout.Dropout.Penalty * Units(dropout)));
        }

        pass[dropout.Output] = input;
    }

    public static void Run(ConcreteDropoutOperation dropout, TorchPass pass)
    {
        var input = pass[dropout.Input];
        if (pass.Training)
        {
            var logit = pass[dropout.Parameter!];
            var rate = logit.sigmoid().clamp(1e-6, 1 - 1e-6);

            // Half a step of the generator keeps the logit finite.
            var uniform = pass.Uniform(input.shape).clamp(1f / (1 << 25), 1 - (1f / (1 << 24)));
            var dropped = ((logit + uniform.log() - (-uniform).log1p()) * (1 / dropout.Dropout.Temperature)).sigmoid();
            input = input * ((-dropped + 1) / (-rate + 1));
            var rest = -rate + 1;
            pass.AddPenalty(((rate * rate.log()) + (rest * rest.log())).sum() * (dropout.Dropout.Penalty * Units(dropout)));
        }

        pass[dropout.Output] = input;
    }

    private static float Units(NoiseOperation noise) => noise.Input.Width * noise.Input.Copies;
}
