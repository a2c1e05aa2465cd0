using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>What the transforms need to know of primitive values: which are missing, how they read as text, how a model file keeps them.</summary>
internal static class PrimitiveValues
{
    public static PrimitiveDataViewType TypeOf(DataKind kind) => kind switch
    {
        DataKind.SByte => NumberDataViewType.SByte,
        DataKind.Byte => NumberDataViewType.Byte,
        DataKind.Int16 => NumberDataViewType.Int16,
        DataKind.UInt16 => NumberDataViewType.UInt16,
        DataKind.Int32 => NumberDataViewType.Int32,
        DataKind.UInt32 => NumberDataViewType.UInt32,
        DataKind.Int64 => NumberDataViewType.Int64,
        DataKind.UInt64 => NumberDataViewType.UInt64,
        DataKind.Single => NumberDataViewType.Single,
        DataKind.Double => NumberDataViewType.Double,
        DataKind.String => TextDataViewType.Instance,
        DataKind.Boolean => BooleanDataViewType.Instance,
        _ => throw new NotSupportedException($"This stand-in for ML.NET has no columns of kind {kind}; build against the package."),
    };

    public static bool IsMissing<T>(T value) => value switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        ReadOnlyMemory<char> text => text.IsEmpty,
        _ => false,
    };

    /// <summary>NaN for the floating-point types, the default value for others.</summary>
    public static T Missing<T>()
        => typeof(T) == typeof(float) ? (T)(object)float.NaN : typeof(T) == typeof(double) ? (T)(object)double.NaN : default;

    public static ReadOnlyMemory<char> ToText<T>(T value) => value switch
    {
        ReadOnlyMemory<char> text => text,
        bool flag => (flag ? "1" : "0").AsMemory(),
        float number => (float.IsNaN(number) ? "?" : number.ToString("R", CultureInfo.InvariantCulture)).AsMemory(),
        double number => (double.IsNaN(number) ? "?" : number.ToString("G17", CultureInfo.InvariantCulture)).AsMemory(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture).AsMemory(),
        _ => value.ToString().AsMemory(),
    };

    public static double ToDouble<T>(T value) => value switch
    {
        float number => number,
        ReadOnlyMemory<char> text => TextValues.ParseNumber(text.Span, emptyIsMissing: false),
        IConvertible other => other.ToDouble(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{typeof(T)} does not convert to a number."),
    };
}
