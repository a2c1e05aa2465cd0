using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Adam with decoupled weight decay.</summary>
internal sealed unsafe class AdamWWeightUpdate(AdamW optimizer, ParameterLayout layout, float weightDecay) : WeightUpdate
{
    private readonly AlignedBuffer _firstMoments = new(layout.TrainedLength);
    private readonly AlignedBuffer _secondMoments = new(layout.TrainedLength);
    private readonly AdamWUpdate _kernel = new(Spans(layout));
    private long _steps;

    public override void Run(WorkerTeam team, AlignedBuffer values, AlignedBuffer gradients, float gradientScale, float learningRate)
    {
        var step = new AdamWStep(
            ++_steps, learningRate, optimizer.Beta1, optimizer.Beta2, optimizer.Epsilon, weightDecay, gradientScale);
        _kernel.Update(team, step, values.Pointer, gradients.Pointer, _firstMoments.Pointer, _secondMoments.Pointer);
    }
}
