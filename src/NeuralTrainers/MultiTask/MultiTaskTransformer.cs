using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<MultiTaskTransformer>]

namespace NeuralTrainers;

/// <summary>A neural network that was trained on several labels.</summary>
public sealed class MultiTaskTransformer : NeuralTransformer, ILoadableTransformer<MultiTaskTransformer>
{
    internal MultiTaskTransformer(NeuralModelParameters model)
        : base(model)
    {
    }

    static string ILoadableTransformer<MultiTaskTransformer>.LoaderSignature => "NeuralMultiTask";

    static MultiTaskTransformer ILoadableTransformer<MultiTaskTransformer>.Load(IHostEnvironment environment, ModelReader reader) =>
        new(ModelFiles.Read(reader, target: null));

    /// <summary>One task under the column names of a model of one label.</summary>
    internal TaskTransformer ForTask(NeuralTask task)
    {
        var scored = Model.Description.Heads.Index().Where(pair => !pair.Item.IsAuxiliary).ToArray();
        foreach (var (index, head) in scored)
        {
            if (string.Equals(head.Name, task.Name, StringComparison.Ordinal) && head.Loss.Target == task.Target)
            {
                return new TaskTransformer(Model, index);
            }
        }

        throw new ArgumentException(
            $"The model has no {task.GetType().Name} '{task.Name}'. Its tasks are: {string.Join(", ", scored.Select(pair => pair.Item.Name))}.", nameof(task));
    }

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<MultiTaskTransformer>(context, writer => ModelFiles.Write(writer, Model));

    internal override RowMap CreateMap(DataViewSchema inputSchema)
    {
        var setId = ScoreAnnotations.NextSetId(inputSchema);
        return new ScoringMap(inputSchema, Model.ScoringModel, [.. Model.Description.Heads.Index()
            .Where(pair => !pair.Item.IsAuxiliary)
            .SelectMany(pair => ScoreColumns(pair.Index, setId++, OutputColumnNames.Of(pair.Item.Name)))]);
    }
}
