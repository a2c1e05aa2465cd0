using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>Draws the values that a tensor starts from.</summary>
internal static class InitialTensor
{
    /// <summary>New values.</summary>
    /// <param name="spec">The tensor.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <param name="drawn">The tensors that were declared before it.</param>
    public static float[] Draw(ParameterSpec spec, RandomStream random, IReadOnlyList<WeightTensor> drawn)
    {
        var initialization = spec.Initialization;
        switch (initialization.Kind)
        {
            case InitialValues.Orthogonal:
                return DrawOrthogonal(spec, random);
            case InitialValues.RowNorms:
                return RowNorms(drawn.First(tensor => string.Equals(tensor.Name, initialization.Source, StringComparison.Ordinal)), (int)spec.Length);
            default:
                return initialization.RowGroups is { } groups ? DrawGroups(spec, groups, random) : DrawElements(spec, random);
        }
    }

    private static float[] DrawElements(ParameterSpec spec, RandomStream random)
    {
        var initialization = spec.Initialization;
        var values = new float[spec.Length];
        var width = spec.Shape.Count > 0 ? spec.Shape[^1] : 1;
        for (var start = 0; start < values.Length; start += width)
        {
            var row = values.AsSpan(start, width);
            if (initialization.SameRows && start > 0)
            {
                values.AsSpan(0, width).CopyTo(row);
            }
            else if (initialization.PartsOf is { } input)
            {
                foreach (var part in InputFeatures.Widths(input))
                {
                    row[..part].Fill(DrawOne(initialization, random));
                    row = row[part..];
                }
            }
            else
            {
                foreach (ref var value in row)
                {
                    value = DrawOne(initialization, random);
                }
            }
        }

        return values;
    }

    private static float[] DrawGroups(ParameterSpec spec, IReadOnlyList<int> groups, RandomStream random)
    {
        var values = new List<float>();
        foreach (var rows in groups)
        {
            float[] row = [.. Enumerable.Range(0, spec.Shape[^1]).Select(_ => DrawOne(spec.Initialization, random) / rows)];
            for (var i = 0; i < rows; i++)
            {
                values.AddRange(row);
            }
        }

        return [.. values];
    }

    private static float DrawOne(in Initialization initialization, RandomStream random) => initialization.Kind switch
    {
        InitialValues.Uniform => initialization.Center + (initialization.Scale * ((2 * random.NextFloat()) - 1)),
        InitialValues.Normal => initialization.Center + (initialization.Scale * random.NextGaussian()),
        InitialValues.Signs => (random.NextUInt32() & 1) == 0 ? initialization.Scale : -initialization.Scale,
        _ => initialization.Center,
    };

    // Gram and Schmidt's method, twice per vector, which is as good as Householder's (Giraud et al., 2005).
    private static float[] DrawOrthogonal(ParameterSpec spec, RandomStream random)
    {
        var (rows, columns) = (spec.Shape[^2], spec.Shape[^1]);
        var values = new float[spec.Length];
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var vectors = new double[count][];
        for (var start = 0; start < values.Length; start += rows * columns)
        {
            for (var i = 0; i < count; i++)
            {
                var vector = vectors[i] = [.. Enumerable.Range(0, length).Select(_ => (double)random.NextGaussian())];
                for (var pass = 0; pass < 2; pass++)
                {
                    for (var j = 0; j < i; j++)
                    {
                        TensorPrimitives.MultiplyAdd(vectors[j], -TensorPrimitives.Dot<double>(vectors[j], vector), vector, vector);
                    }
                }

                TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
            }

            for (var i = 0; i < rows * columns; i++)
            {
                var (row, column) = (i / columns, i % columns);
                values[start + i] = (float)(spec.Initialization.Scale * (rows <= columns ? vectors[row][column] : vectors[column][row]));
            }
        }

        return values;
    }

    private static float[] RowNorms(WeightTensor source, int rows)
    {
        var norms = new float[rows];
        var width = source.Values.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            norms[row] = TensorPrimitives.Norm<float>(source.Values.AsSpan(row * width, width));
        }

        return norms;
    }
}
