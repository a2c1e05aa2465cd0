using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Calls a generic method with type arguments that only the schema knows.</summary>
internal static class GenericCall
{
    /// <param name="method">The method, closed over any type arguments.</param>
    public static TResult Invoke<TResult>(Delegate method, Type[] typeArguments, params object[] arguments)
        => (TResult)method.Method.GetGenericMethodDefinition().MakeGenericMethod(typeArguments)
            .Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
