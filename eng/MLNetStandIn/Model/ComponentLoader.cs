using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Finds the loader that a saved component names, in the assembly that it names, and calls it.</summary>
internal static class ComponentLoader
{
    public static object Load(IHostEnvironment env, ModelLoadContext context, Type signature, string loadName)
    {
        var assembly = Assembly.Load(context.LoaderAssemblyName);
        var loadable = assembly.GetCustomAttributes<LoadableClassAttributeBase>()
            .FirstOrDefault(l => l.SigTypes.Contains(signature) && l.LoadNames.Contains(loadName, StringComparer.OrdinalIgnoreCase))
            ?? throw new FormatException($"Couldn't load model: assembly '{assembly.FullName}' has no loader '{loadName}'.");
        var create = loadable.LoaderType.GetMethod(
            "Create",
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic,
            [typeof(IHostEnvironment), typeof(ModelLoadContext)])
            ?? throw new InvalidOperationException($"{loadable.LoaderType} has no Create method that loads.");
        return create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [env, context], null);
    }
}
