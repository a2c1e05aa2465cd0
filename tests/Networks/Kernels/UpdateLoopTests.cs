using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests.Kernels;

/// <summary>The vector loop over all lengths around the vectors' widths, against the formula one value at a time.</summary>
[TestClass]
public sealed unsafe class UpdateLoopTests
{
    private const int MaximumLength = 50;

    [TestMethod]
    public void Step_AnyLength_FollowsTheFormulaAndTouchesNothingElse()
    {
        var penalty = new Penalty(0.1f, 0.01f);
        for (var length = 0; length <= MaximumLength; length++)
        {
            var buffers = new Buffers();
            var before = buffers.Copy();
            UpdateLoop.Step(new AdamRule(new UpdateStep(3, 0.1f), 0.9, 0.99, 1e-8, 0.5), 0.5f, penalty, buffers.Pointers, length);
            for (var i = 0; i < MaximumLength; i++)
            {
                var (value, gradient, first, second) = before[i];
                if (i < length)
                {
                    gradient = (0.5 * gradient) + (0.1f * value) + (0.01f * Math.Sign(value));
                    first = (0.9 * first) + (0.1 * gradient);
                    second = (0.99 * second) + (0.01 * gradient * gradient);
                    var corrected = Math.Sqrt(second / (1 - Math.Pow(0.99, 3))) + 1e-8;
                    value = (value * 0.95) - (0.1 * (first / (1 - Math.Pow(0.9, 3))) / corrected);
                }

                var after = buffers.Copy()[i];
                Assert.AreEqual(value, after.Value, 1e-5, $"value {i} of {length}");
                Assert.AreEqual(first, after.First, 1e-5, $"first state {i} of {length}");
                Assert.AreEqual(second, after.Second, 1e-5, $"second state {i} of {length}");
            }
        }
    }

    [TestMethod]
    public void Replay_AnyLength_SameBitsAsStepsWithoutGradient()
    {
        AdamRule[] rules = [.. Enumerable.Range(1, 5).Select(step => new AdamRule(new UpdateStep(step, 0.1f), 0.9, 0.99, 1e-8, 0.5))];
        for (var length = 0; length <= MaximumLength; length++)
        {
            var stepped = new Buffers();
            stepped.ClearGradients();
            var replayed = new Buffers();
            foreach (var rule in rules)
            {
                UpdateLoop.Step(rule, 1, Penalty.None, stepped.Pointers, length);
            }

            UpdateLoop.Replay<AdamRule>(rules, Penalty.None, replayed.Pointers, length);
            CollectionAssert.AreEqual(
                stepped.Copy().Select(value => value.Value).ToArray(), replayed.Copy().Select(value => value.Value).ToArray(), $"length {length}");
        }
    }

    private sealed class Buffers
    {
        private readonly AlignedBuffer[] _buffers = [.. Enumerable.Range(1, 4).Select(seed => Samples.Uniform(MaximumLength, (uint)seed))];

        public Buffers()
        {
            // A second moment is a mean of squares.
            foreach (ref var value in _buffers[3].Span)
            {
                value *= value;
            }
        }

        public UpdateBuffers Pointers => new()
        {
            Values = _buffers[0].Pointer,
            Gradients = _buffers[1].Pointer,
            First = _buffers[2].Pointer,
            Second = _buffers[3].Pointer,
        };

        public void ClearGradients() => _buffers[1].Span.Clear();

        public (double Value, double Gradient, double First, double Second)[] Copy() =>
        [
            .. Enumerable.Range(0, MaximumLength).Select(i => (
                (double)_buffers[0].Span[i], (double)_buffers[1].Span[i], (double)_buffers[2].Span[i], (double)_buffers[3].Span[i])),
        ];
    }
}
