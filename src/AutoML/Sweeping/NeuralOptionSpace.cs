using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MLSearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace NeuralTrainers;

/// <summary>Writes a <see cref="NeuralSearchSpace"/> in AutoML's terms. The names are those of <see cref="NeuralSetting"/>.</summary>
internal static class NeuralOptionSpace
{
    /// <summary>Whether there is weight decay: a logarithmic range has no 0.</summary>
    public const string DecaysWeights = "DecaysWeights";

    /// <summary>AutoML's space. What can only be one value is left out: tuners count on every option to have a dimension.</summary>
    public static MLSearchSpace Create(NeuralSearchSpace space)
    {
        var options = new MLSearchSpace();
        Choices(nameof(NeuralSetting.Trunk), space.Trunks.Select(trunk => $"{trunk}"));
        Choices(nameof(NeuralSetting.Depth), space.Depths);
        Choices(nameof(NeuralSetting.Width), space.Widths);
        Choices(nameof(NeuralSetting.Activation), space.Activations.Keys);
        Choices(nameof(NeuralSetting.BatchSize), space.BatchSizes);
        Choices(nameof(NeuralSetting.EmbeddingSize), space.EmbeddingSizes.Keys);
        Choices(nameof(NeuralSetting.NumericEncoding), space.NumericEncodings.Keys);
        Choices(nameof(NeuralSetting.EnsembleMembers), space.EnsembleMembers);
        if (space.TriesNoWeightDecay)
        {
            options.Add(DecaysWeights, new ChoiceOption(true, false));
        }

        Range(nameof(NeuralSetting.Dropout), space.Dropout, 0.1, logarithmic: false);
        Range(nameof(NeuralSetting.LearningRate), space.LearningRate, NeuralTrainerDefaults.LearningRate, logarithmic: true);
        Range(nameof(NeuralSetting.WeightDecay), space.WeightDecay, NeuralTrainerDefaults.WeightDecay, logarithmic: true);
        return options;

        // Cost-frugal tuners start where the first trial is cheap, at the default: in the middle of ascending numbers, else at the first name.
        void Choices<T>(string name, IEnumerable<T> values)
            where T : notnull
        {
            object[] choices = [.. values];
            if (choices.Length > 1)
            {
                options.Add(name, new ChoiceOption(choices, choices[typeof(T) == typeof(int) ? choices.Length / 2 : 0]));
            }
        }

        void Range(string name, SweepRange range, double start, bool logarithmic)
        {
            if (range.Minimum < range.Maximum)
            {
                options.Add(name, new UniformDoubleOption(range.Minimum, range.Maximum, logarithmic, range.Cut(start)));
            }
        }
    }

    /// <summary>The point of a space that is next to a setting, or null if the space does not have its kind of network, activation or encoding.</summary>
    public static Parameter? Nearest(NeuralSetting setting, NeuralSearchSpace space)
    {
        if (!space.Trunks.Contains(setting.Trunk)
            || !space.Activations.ContainsKey(setting.Activation)
            || !space.NumericEncodings.ContainsKey(setting.NumericEncoding)
            || !space.EmbeddingSizes.ContainsKey(setting.EmbeddingSize))
        {
            return null;
        }

        var all = new Dictionary<string, Parameter>(StringComparer.Ordinal)
        {
            [nameof(NeuralSetting.Trunk)] = Parameter.FromString($"{setting.Trunk}"),
            [nameof(NeuralSetting.Depth)] = Parameter.FromInt(Next(setting.Depth, space.Depths)),
            [nameof(NeuralSetting.Width)] = Parameter.FromInt(Next(setting.Width, space.Widths)),
            [nameof(NeuralSetting.Activation)] = Parameter.FromString(setting.Activation),
            [nameof(NeuralSetting.BatchSize)] = Parameter.FromInt(Next(setting.BatchSize, space.BatchSizes)),
            [nameof(NeuralSetting.EmbeddingSize)] = Parameter.FromString(setting.EmbeddingSize),
            [nameof(NeuralSetting.NumericEncoding)] = Parameter.FromString(setting.NumericEncoding),
            [nameof(NeuralSetting.EnsembleMembers)] = Parameter.FromInt(Next(setting.EnsembleMembers, space.EnsembleMembers)),
            [DecaysWeights] = Parameter.FromBool(setting.WeightDecay > 0),
            [nameof(NeuralSetting.Dropout)] = Parameter.FromDouble(space.Dropout.Cut(setting.Dropout)),
            [nameof(NeuralSetting.LearningRate)] = Parameter.FromDouble(space.LearningRate.Cut(setting.LearningRate)),
            [nameof(NeuralSetting.WeightDecay)] = Parameter.FromDouble(space.WeightDecay.Cut(setting.WeightDecay)),
        };
        return Parameter.CreateNestedParameter([.. Create(space).Keys.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, all[name]))]);
    }

    /// <summary>Whether an option changes anything, given the others.</summary>
    public static bool Matters(string option, Parameter settings) => option switch
    {
        nameof(NeuralSetting.WeightDecay) => !settings.TryGetValue(DecaysWeights, out var decays) || decays.AsType<bool>(),
        nameof(NeuralSetting.EnsembleMembers) => !settings.TryGetValue(nameof(NeuralSetting.Trunk), out var trunk)
            || trunk.AsType<string>() == nameof(SweptTrunk.BatchEnsemble),
        _ => true,
    };

    /// <summary>Gives options that change nothing, given the others, the first value of the space, so that the same network has the same settings.</summary>
    public static void Normalize(Parameter settings, NeuralSearchSpace space)
    {
        First(nameof(NeuralSetting.WeightDecay), Parameter.FromDouble(space.WeightDecay.Minimum));
        First(nameof(NeuralSetting.EnsembleMembers), Parameter.FromInt(space.EnsembleMembers[0]));

        void First(string option, Parameter value)
        {
            if (settings.ContainsKey(option) && !Matters(option, settings))
            {
                settings[option] = value;
            }
        }
    }

    private static int Next(int value, IReadOnlyList<int> values) => values.MinBy(candidate => Math.Abs(Math.Log((double)candidate / value)));
}
