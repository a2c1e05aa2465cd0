namespace NeuralTrainers.Torch;

/// <summary>
/// libtorch's switch for TensorFloat32 products on cards, which is one for the whole process. It stands as a session needs it while the session works, and
/// as it was before once none works. Sessions that need it otherwise wait for each other's steps.
/// </summary>
internal sealed class TensorFloat32 : IDisposable
{
    private static readonly object Gate = new();
    private static int _users;
    private static bool _wanted;
    private static bool _before;

    private TensorFloat32()
    {
    }

    /// <summary>Sets the switch until the result is disposed.</summary>
    public static TensorFloat32 Set(bool wanted)
    {
        lock (Gate)
        {
            while (_users > 0 && _wanted != wanted)
            {
                Monitor.Wait(Gate);
            }

            if (_users++ == 0)
            {
                _wanted = wanted;
                _before = torch.backends.cuda.matmul.allow_tf32;
                torch.backends.cuda.matmul.allow_tf32 = wanted;
            }
        }

        return new TensorFloat32();
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (--_users == 0)
            {
                torch.backends.cuda.matmul.allow_tf32 = _before;
                Monitor.PulseAll(Gate);
            }
        }
    }
}
