using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace NeuralTrainers.Networks;

/// <summary>The tensors of a network, by name, in a fixed order.</summary>
public sealed class NetworkWeights : IReadOnlyCollection<WeightTensor>
{
    private readonly List<WeightTensor> _tensors = [];
    private readonly Dictionary<string, WeightTensor> _byName = new(StringComparer.Ordinal);

    /// <summary>Collects tensors.</summary>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public NetworkWeights(IEnumerable<WeightTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var tensor in tensors)
        {
            if (!_byName.TryAdd(tensor.Name, tensor))
            {
                throw new ArgumentException($"Two tensors are named '{tensor.Name}'.", nameof(tensors));
            }

            _tensors.Add(tensor);
        }
    }

    /// <inheritdoc/>
    public int Count => _tensors.Count;

    /// <summary>The tensor of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public WeightTensor this[string name] =>
        _byName.TryGetValue(name, out var tensor) ? tensor : throw new KeyNotFoundException($"There is no tensor '{name}'.");

    /// <summary>Looks for a tensor.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out WeightTensor tensor) => _byName.TryGetValue(name, out tensor);

    /// <inheritdoc/>
    public IEnumerator<WeightTensor> GetEnumerator() => _tensors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
