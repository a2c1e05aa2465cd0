using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Finds the loader that a saved component names, in the assembly that it names, and calls it.</summary>
internal static class ComponentLoader
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static object Load(IHostEnvironment env, ModelLoadContext context, Type signature, string loadName, object[] extra)
    {
        var assembly = Assembly.Load(context.LoaderAssemblyName);
        var loadable = assembly.GetCustomAttributes<LoadableClassAttributeBase>()
            .FirstOrDefault(l => l.SigTypes.Contains(signature) && l.LoadNames.Contains(loadName, StringComparer.OrdinalIgnoreCase))
            ?? throw new FormatException($"Couldn't load model: assembly '{assembly.FullName}' has no loader '{loadName}'.");
        object[] arguments = [env, context, .. extra];
        Type[] types = [typeof(IHostEnvironment), typeof(ModelLoadContext), .. extra.Select(e => e.GetType())];
        if (loadable.LoaderType.GetMethod("Create", Any & ~BindingFlags.Instance, types) is { } create)
        {
            return create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }

        var constructor = loadable.InstanceType.GetConstructor(Any & ~BindingFlags.Static, types)
            ?? throw new InvalidOperationException($"{loadable.LoaderType} has neither a Create method nor a constructor that loads.");
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
