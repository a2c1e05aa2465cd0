using System.Runtime.InteropServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>A stretch of a flat parameter buffer that is decayed, or not, as a whole.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ParameterSpan(int Offset, int Length, bool Decay);
