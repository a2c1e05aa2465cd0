using System.Globalization;
using NeuralTrainers.Benchmarks.Accuracy;
using NeuralTrainers.Benchmarks.MultiTask;

const string Usage = """
    Trains one network on three labels of a worker panel, and one of the same kind on each label, and compares errors and times.

      --data DIR         the folder with the data files (else NEURALTRAINERS_DATA, else ../shared/data)
      --seeds N          the number of runs of each, with seeds 0 to N - 1 (default 5)
      --trunk LIST       the widths of the layers that the labels share (default 128,128)
      --heads LIST       the widths of each label's own layers (default 32)
    """;

string? folder = null;
var seeds = 5;
int[] trunk = [128, 128];
int[] heads = [32];
for (var i = 0; i < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--data" when i + 1 < args.Length:
            folder = args[i + 1];
            break;
        case "--seeds" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seeds) && seeds > 0:
            break;
        case "--trunk" when i + 1 < args.Length:
            trunk = Widths(args[i + 1]);
            break;
        case "--heads" when i + 1 < args.Length:
            heads = Widths(args[i + 1]);
            break;
        default:
            Console.Error.WriteLine(Usage);
            return 1;
    }
}

var comparison = new Comparison(PanelPairs.Read(new DataFolder(folder)), trunk, heads);
foreach (var line in comparison.Run(seeds))
{
    Console.WriteLine(line);
}

return 0;

static int[] Widths(string list) => Array.ConvertAll(list.Split(','), width => int.Parse(width, CultureInfo.InvariantCulture));
