using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A trained matrix of which a batch reads some rows only: an embedding table, or the weights of sparse slots.</summary>
/// <param name="parameter">The matrix, [rows, dimension].</param>
internal sealed unsafe class RowTable(Parameter parameter)
{
    // Below this a pass over the whole table costs no more than keeping account of its rows.
    private const int LargeLength = 1 << 17;

    private TouchedRows? _touched;
    private float* _gradient;
    private Binding? _binding;

    public Parameter Parameter { get; } = parameter;

    public int Rows { get; } = parameter.Spec.Shape[0];

    public int Dimension { get; } = parameter.Spec.Shape[1];

    public bool Decays => Parameter.Spec.Decays;

    /// <summary>Whether an update of the batch's rows alone pays, and is enough: no other operation reads further rows.</summary>
    public bool IsLarge => Parameter.Length >= LargeLength && _binding is { } binding && !binding.IsShared(Parameter);

    /// <summary>Brings rows up to date before they are read, or null if all rows always are. Set by the optimizer.</summary>
    public ILazyRows? Lazy { get; set; }

    /// <summary>The rows of this step's batch.</summary>
    public TouchedRows Touched => _touched!;

    /// <summary>
    /// Whether the gradients of the batch's rows lie next to each other, in the order in which rows were touched, so that the step finds them in
    /// a cache. An update of all rows needs each at the place of its row.
    /// </summary>
    public bool IsGathered => Lazy is not null;

    /// <summary>The gradients, zero but for the rows of the batch; null if the table is not trained.</summary>
    public float* Gradients => _gradient;

    /// <summary>How many rows <see cref="Gradients"/> have.</summary>
    public int GradientRows => IsGathered ? Touched.Count : Rows;

    /// <summary>Which row of <see cref="Gradients"/> belongs to a row of the table; null if it is the row of the same number.</summary>
    public TouchedRows? Places => IsGathered ? Touched : null;

    /// <summary>Plans buffers.</summary>
    public void Bind(Binding binding)
    {
        _gradient = binding.Gradient(Parameter);
        if (_gradient is not null)
        {
            _binding = binding;
            _touched = new TouchedRows(Rows);
            binding.Tables.Add(this);
        }
    }

    /// <summary>Begins a step: the gradients of all rows are zero after it.</summary>
    public void Begin()
    {
        // Only the rows of the last step hold gradients; the lazy update clears them itself.
        if (Lazy is null)
        {
            Touched.Zero(_gradient, Dimension);
        }
    }

    /// <summary>Names rows that the step reads.</summary>
    public void Touch(int* indices, int indexStride, int count) => Touched.Add(indices, indexStride, count);

    /// <summary>Brings the named rows up to date.</summary>
    public void BringUpToDate(WorkerTeam team)
    {
        Touched.Complete();
        Lazy?.BringUpToDate(team, Touched);
    }

    /// <summary>The gradient of a row of the batch.</summary>
    public Span<float> Gradient(int row) => new(_gradient + ((nint)(IsGathered ? Touched.Place(row) : row) * Dimension), Dimension);
}
