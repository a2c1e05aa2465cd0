using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Named values about a column: its slot names, its key values, whether it is normalized.</summary>
    public sealed class Annotations
    {
        private readonly Delegate[] _getters;

        private Annotations(DataViewSchema schema, Delegate[] getters) => (Schema, _getters) = (schema, getters);

        public static Annotations Empty { get; } = new(new([]), []);

        public DataViewSchema Schema { get; }

        public void GetValue<TValue>(string kind, ref TValue value)
        {
            var column = Schema.GetColumnOrNull(kind) ?? throw new InvalidOperationException($"There is no annotation '{kind}'.");
            _getters[column.Index].Typed<TValue>(column)(ref value);
        }

        /// <summary>Collects annotations.</summary>
        public sealed class Builder
        {
            private readonly DataViewSchema.Builder _schema = new();
            private readonly List<Delegate> _getters = [];

            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null)
            {
                ArgumentNullException.ThrowIfNull(getter);
                if (type.RawType != typeof(TValue))
                {
                    throw new ArgumentException($"The getter of annotation '{name}' must give {type.RawType}.", nameof(getter));
                }

                _schema.AddColumn(name, type, annotations);
                _getters.Add(getter);
            }

            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null)
                => Add(name, type, (ref TValue destination) => destination = value, annotations);

            public Annotations ToAnnotations() => new(_schema.ToSchema(), [.. _getters]);

            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                foreach (var kept in annotations.Schema.Where(a => selector(a.Name)))
                {
                    _schema.AddColumn(kept.Name, kept.Type, kept.Annotations);
                    _getters.Add(annotations._getters[kept.Index]);
                }
            }

            /// <summary>Adds those annotations of a column that have one of the names.</summary>
            internal Builder Keep(Column column, params string[] kinds)
            {
                Add(column.Annotations, kinds.Contains);
                return this;
            }

            internal Builder AddVector<T>(string kind, PrimitiveDataViewType type, T[] values)
            {
                var vector = new VBuffer<T>(values.Length, values);
                Add(kind, new VectorDataViewType(type, values.Length), (ref VBuffer<T> destination) => vector.CopyTo(ref destination));
                return this;
            }
        }
    }
}
