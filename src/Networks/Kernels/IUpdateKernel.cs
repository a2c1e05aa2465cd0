namespace NeuralTrainers.Networks.Kernels;

/// <summary>What <see cref="UpdateLoop"/> does to one vector of values.</summary>
internal interface IUpdateKernel
{
    /// <summary>Changes the values and states from <paramref name="position"/> on, as many as a vector holds.</summary>
    void Run<TVector>(in UpdateBuffers buffers, nint position)
        where TVector : struct, IFloatVector<TVector>;
}
