using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>One task of a multi-task model under the column names of a model of one label, for what ML.NET does with such models.</summary>
internal sealed class TaskTransformer(NeuralModelParameters model, int head) : NeuralTransformer(model)
{
    internal override RowMap CreateMap(DataViewSchema inputSchema) => CreateMap(inputSchema, head);

    internal override void Save(ModelSaveContext context) =>
        throw new NotSupportedException("One task of a multi-task model is not a model of its own: save the multi-task model.");
}
