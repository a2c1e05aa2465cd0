using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Where a graph's operations find parameters and plan their buffers.</summary>
/// <param name="store">The parameters' values.</param>
/// <param name="gradients">Gradients, laid out as the trained values are; null when scoring.</param>
/// <param name="capacity">The largest number of rows.</param>
internal sealed unsafe class Binding(ParameterStore store, AlignedBuffer? gradients, int capacity)
{
    private readonly HashSet<Parameter> _used = [];
    private readonly List<(Parameter Parameter, AlignedBuffer Gradient)> _furtherUses = [];

    public ParameterStore Store { get; } = store;

    public int Capacity { get; } = capacity;

    public bool Training => gradients is not null;

    /// <summary>The trained tables of which a batch reads some rows only; operations add theirs.</summary>
    public List<RowTable> Tables { get; } = [];

    /// <summary>
    /// Where an operation overwrites the gradient of its use of a parameter; null if the parameter is not trained. Each further use gets a
    /// place of its own, so that no operation has to know whether it shares its weights; see <see cref="SumFurtherUses"/>.
    /// </summary>
    public float* Gradient(Parameter parameter)
    {
        if (gradients is null || !parameter.Spec.Trains)
        {
            return null;
        }

        if (_used.Add(parameter))
        {
            return gradients.Pointer + parameter.Offset;
        }

        var own = new AlignedBuffer(parameter.Length);
        _furtherUses.Add((parameter, own));
        return own.Pointer;
    }

    /// <summary>Whether several operations use a parameter.</summary>
    public bool IsShared(Parameter parameter) => _furtherUses.Exists(use => use.Parameter == parameter);

    /// <summary>Zeroes the sums of the last step, in case the first user of a parameter writes only a part of its gradient.</summary>
    public void ClearShared()
    {
        foreach (var (parameter, _) in _furtherUses)
        {
            Sum(parameter).Clear();
        }
    }

    /// <summary>Adds the gradients of all further uses to that of the first, always in the same order.</summary>
    public void SumFurtherUses()
    {
        foreach (var (parameter, own) in _furtherUses)
        {
            var sum = Sum(parameter);
            TensorPrimitives.Add(sum, own.Span, sum);
        }
    }

    private Span<float> Sum(Parameter parameter) => new(gradients!.Pointer + parameter.Offset, parameter.Length);
}
