namespace NeuralTrainers;

/// <summary>The defaults of <c>RobustScale</c>.</summary>
internal static class RobustScaleDefaults
{
    public const float Clip = 3;
}
