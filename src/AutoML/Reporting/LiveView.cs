using Spectre.Console;

namespace NeuralTrainers;

/// <summary>Shows a leaderboard on a terminal until it is disposed.</summary>
internal sealed class LiveView : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IAnsiConsole _console;
    private readonly LeaderboardView _view;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private volatile bool _failed;

    public LiveView(IAnsiConsole console, LeaderboardView view)
    {
        (_console, _view) = (console, view);

        // A thread of its own: training keeps those of the pool busy.
        _thread = new Thread(Run) { IsBackground = true, Name = nameof(LiveView) };
        _thread.Start();
    }

    /// <summary>Whether the terminal could not be used, for instance because another live display has it.</summary>
    public bool Failed => _failed;

    public void Dispose()
    {
        _stop.Set();
        if (_thread.Join(Patience))
        {
            _stop.Dispose();
        }
    }

    private void Run()
    {
        try
        {
            _console.Live(_view.Table()).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).Start(context =>
            {
                // Hiding the cursor is the live display's doing, and a process that ends by an exception or a signal would leave it hidden.
                _console.Cursor.Show();
                while (!_stop.Wait(Interval))
                {
                    context.UpdateTarget(_view.Table());
                }

                context.UpdateTarget(_view.Table());
            });
        }
        catch (Exception)
        {
            // A display must not end a sweep.
            _failed = true;
        }
    }
}
