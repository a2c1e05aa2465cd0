namespace System.Runtime.CompilerServices;

/// <summary>The runtime looks for this attribute by name and lets the assembly use the internals of the named one.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
