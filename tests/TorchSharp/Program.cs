namespace NeuralTrainers.Torch.Tests;

/// <summary>The test program started by itself, where files that it was built with may be missing.</summary>
internal static class Program
{
    /// <summary>Opens the backend and prints the error that this ends with.</summary>
    public static void Main()
    {
        try
        {
            Console.WriteLine(TorchBackend.Cpu().Name);
        }
        catch (DllNotFoundException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }
}
