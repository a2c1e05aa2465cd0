namespace Microsoft.ML.SearchSpace.Option;

/// <summary>A set of values, each a point of the unit cube of <see cref="FeatureSpaceDim"/> dimensions.</summary>
public abstract class OptionBase
{
    public abstract int FeatureSpaceDim { get; }

    public virtual double[] Default { get; protected set; }

    public abstract double[] MappingToFeatureSpace(Parameter value);

    public abstract Parameter SampleFromFeatureSpace(double[] values);
}

/// <summary>The numbers between two bounds, uniform or uniform in the logarithm.</summary>
public sealed class UniformDoubleOption : OptionBase
{
    public UniformDoubleOption(double min, double max, bool logBase = false, double? defaultValue = null)
    {
        (Min, Max, LogBase) = (min, max, logBase);
        Default = defaultValue is { } value ? MappingToFeatureSpace(Parameter.FromDouble(value)) : [0.0];
    }

    public double Min { get; }

    public double Max { get; }

    public bool LogBase { get; }

    public override int FeatureSpaceDim => 1;

    public override double[] MappingToFeatureSpace(Parameter value)
    {
        var x = value.AsType<double>();
        return [LogBase ? Math.Log(x / Min) / Math.Log(Max / Min) : (x - Min) / (Max - Min)];
    }

    public override Parameter SampleFromFeatureSpace(double[] values) =>
        Parameter.FromDouble(LogBase ? Min * Math.Pow(Max / Min, values[0]) : Min + ((Max - Min) * values[0]));
}

/// <summary>One of some values. With a single one there is nothing to choose, and no dimension.</summary>
public sealed class ChoiceOption : OptionBase
{
    public ChoiceOption(params object[] choices)
    {
        Choices = Array.ConvertAll(choices, Parameter.FromObject);
        Default = new double[FeatureSpaceDim];
    }

    public ChoiceOption(object[] choices, object defaultChoice)
        : this(choices) => Default = MappingToFeatureSpace(Parameter.FromObject(defaultChoice));

    public Parameter[] Choices { get; }

    public override int FeatureSpaceDim => Choices.Length == 1 ? 0 : 1;

    public override double[] MappingToFeatureSpace(Parameter value) => FeatureSpaceDim == 0 ? [] : [(double)Array.IndexOf(Choices, value) / Choices.Length];

    public override Parameter SampleFromFeatureSpace(double[] values) =>
        Choices[values.Length == 0 ? 0 : Math.Min((int)(values[0] * Choices.Length), Choices.Length - 1)];
}
