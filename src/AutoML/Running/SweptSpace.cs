using System.Globalization;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MLSearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace NeuralTrainers;

/// <summary>AutoML's space of a pipeline as points of a cube, with the kind of each dimension, and whether it matters at a point.</summary>
internal sealed class SweptSpace
{
    private const int MostToCount = 10_000;
    private readonly MLSearchSpace _space;
    private readonly SweepablePipeline _pipeline;
    private readonly List<(string Step, string Option)> _places = [];
    private readonly List<SweptDimension> _dimensions = [];

    public SweptSpace(MLSearchSpace space, SweepablePipeline pipeline)
    {
        (_space, _pipeline) = (space, pipeline);
        foreach (var (key, option) in InOrder(space))
        {
            if (key != PipelineSpace.Key)
            {
                Add(option, key, key);
                continue;
            }

            foreach (var (step, options) in InOrder((MLSearchSpace)option))
            {
                Add(options, step, step);
            }
        }
    }

    public IReadOnlyList<SweptDimension> Dimensions => _dimensions;

    public ChoiceOption Chains => (ChoiceOption)((MLSearchSpace)_space[PipelineSpace.Key])[PipelineSpace.Chain];

    public Parameter Default => _space.SampleFromFeatureSpace(_space.Default);

    /// <summary>What a point means. Points that differ in what does not matter mean the same.</summary>
    public Parameter Settings(double[] point) => Normal(_space.SampleFromFeatureSpace(point));

    /// <summary>Gives what does not matter the value that it has everywhere.</summary>
    public Parameter Normal(Parameter parameter)
    {
        var pipeline = parameter[PipelineSpace.Key];
        foreach (var step in PipelineSpace.Steps(pipeline))
        {
            if (_pipeline.Estimators[step] is INeuralSweepable network)
            {
                NeuralOptionSpace.Normalize(pipeline[step], network.Space);
            }
        }

        return parameter;
    }

    /// <summary>The point of settings; what does not matter there is not a number.</summary>
    public double[] Point(Parameter parameter)
    {
        var pipeline = parameter[PipelineSpace.Key];
        var steps = PipelineSpace.Steps(pipeline);
        var point = _space.MappingToFeatureSpace(parameter);
        for (var i = 0; i < point.Length; i++)
        {
            var (step, option) = _places[i];
            var matters = !_pipeline.Estimators.TryGetValue(step, out var estimator)
                || (steps.Contains(step) && (estimator is not INeuralSweepable || NeuralOptionSpace.Matters(option, pipeline[step])));

            // AutoML gives the beginning of a choice's part, from which rounding may lead to the part before.
            var choices = _dimensions[i].Choices;
            point[i] = !matters ? double.NaN : choices == 0 ? point[i] : _dimensions[i].Middle((int)Math.Round(point[i] * choices));
        }

        return point;
    }

    /// <summary>All points, from one of them on, if they can be counted and are not too many; else none.</summary>
    public IEnumerable<double[]> Count(int from)
    {
        var count = 1L;
        foreach (var dimension in _dimensions)
        {
            count = Math.Min(count * dimension.Choices, MostToCount + 1);
        }

        return count > MostToCount ? [] : Enumerable.Range(0, (int)count).Select(i => At((int)(((long)from + i) % count)));
    }

    // AutoML's order of the dimensions is the culture's order of the options' names.
    private static IOrderedEnumerable<KeyValuePair<string, OptionBase>> InOrder(MLSearchSpace space) => space.OrderBy(option => option.Key, StringComparer.CurrentCulture);

    // Numbers have an order; names, truth values and chains of steps do not.
    private static bool IsNumber(Parameter choice) => double.TryParse(choice.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private double[] At(int number)
    {
        var point = new double[_dimensions.Count];
        for (var i = 0; i < point.Length; i++)
        {
            (number, var choice) = Math.DivRem(number, _dimensions[i].Choices);
            point[i] = _dimensions[i].Middle(choice);
        }

        return point;
    }

    private void Add(OptionBase option, string step, string name)
    {
        if (option is MLSearchSpace space)
        {
            foreach (var (key, nested) in InOrder(space))
            {
                Add(nested, step, key);
            }

            return;
        }

        for (var i = 0; i < option.FeatureSpaceDim; i++)
        {
            _places.Add((step, name));
            _dimensions.Add(option is ChoiceOption choice ? new(choice.Choices.Length, Array.TrueForAll(choice.Choices, IsNumber)) : new());
        }
    }
}
