using System.Runtime.CompilerServices;

// ML.NET has no public way to save a model of one's own, to say what a trainer supports, or to reach the environment behind a catalog.
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]
