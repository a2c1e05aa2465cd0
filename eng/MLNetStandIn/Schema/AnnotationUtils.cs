namespace Microsoft.ML.Data;

/// <summary>The names of the annotations that ML.NET's own components write and read.</summary>
internal static class AnnotationUtils
{
    public static class Kinds
    {
        public const string SlotNames = "SlotNames";
        public const string KeyValues = "KeyValues";
        public const string IsNormalized = "IsNormalized";
    }
}
