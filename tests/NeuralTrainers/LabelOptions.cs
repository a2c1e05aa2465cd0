namespace NeuralTrainers.Tests;

/// <summary>The options about the label, or about the first of several.</summary>
internal static class LabelOptions
{
    extension(NeuralNetworkOptions options)
    {
        public string LabelColumnName
        {
            get => options is MultiTaskTrainer.Options tasks ? tasks.Tasks[0].LabelColumnName : ((NeuralTrainerOptions)options).LabelColumnName;
            set
            {
                if (options is MultiTaskTrainer.Options tasks)
                {
                    tasks.Tasks = [tasks.Tasks[0] with { LabelColumnName = value }, .. tasks.Tasks.Skip(1)];
                }
                else
                {
                    ((NeuralTrainerOptions)options).LabelColumnName = value;
                }
            }
        }

        public Loss Loss
        {
            get => options is MultiTaskTrainer.Options tasks ? tasks.Tasks[0].Loss : ((NeuralTrainerOptions)options).Loss;
            set
            {
                if (options is MultiTaskTrainer.Options tasks)
                {
                    tasks.Tasks = [tasks.Tasks[0] with { Loss = value }, .. tasks.Tasks.Skip(1)];
                }
                else
                {
                    ((NeuralTrainerOptions)options).Loss = value;
                }
            }
        }
    }
}
