namespace NeuralTrainers.Networks;

/// <summary>Computes loss and metrics on the validation rows.</summary>
internal sealed class Evaluator
{
    private readonly NetworkDescription _description;
    private readonly IBatchSource _rows;
    private readonly ITrainingSession _session;
    private readonly int[] _numbers;
    private readonly float[] _outputs;
    private readonly float[] _targets;
    private readonly float[] _weights;

    public Evaluator(NetworkDescription description, IBatchSource rows, ITrainingSession session, int batchSize)
    {
        _description = description;
        _rows = rows;
        _session = session;
        _numbers = new int[batchSize];
        _outputs = new float[checked(batchSize * description.Heads.Sum(head => head.OutputCount))];
        _targets = new float[checked(batchSize * description.Heads.Sum(head => head.TargetWidth))];
        _weights = new float[batchSize];
    }

    /// <summary>Loss and metrics of all heads, in their order.</summary>
    public IReadOnlyList<ValidationMetrics> Run()
    {
        var heads = _description.Heads;
        ValidationMetrics[] sums = [.. heads.Select(head => new ValidationMetrics(head))];
        var width = heads.Sum(head => head.OutputCount);
        var targetWidth = heads.Sum(head => head.TargetWidth);
        for (var start = 0; start < _rows.RowCount; start += _numbers.Length)
        {
            var count = Math.Min(_numbers.Length, _rows.RowCount - start);
            for (var i = 0; i < count; i++)
            {
                _numbers[i] = start + i;
            }

            _session.Evaluate(_rows, _numbers.AsSpan(0, count), _outputs, _targets, _weights);
            for (var row = 0; row < count; row++)
            {
                var at = row * width;
                var target = row * targetWidth;
                for (var head = 0; head < heads.Count; head++)
                {
                    sums[head].Add(
                        _outputs.AsSpan(at, heads[head].OutputCount), _targets.AsSpan(target, heads[head].TargetWidth), _weights[row]);
                    at += heads[head].OutputCount;
                    target += heads[head].TargetWidth;
                }
            }
        }

        return sums;
    }
}
