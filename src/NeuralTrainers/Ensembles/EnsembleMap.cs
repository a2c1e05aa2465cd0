using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>An ensemble's columns over an input schema. Each member sees the input alone.</summary>
internal sealed class EnsembleMap : RowMap
{
    private static readonly MethodInfo FollowingCore = typeof(EnsembleMap).GetMethod(nameof(Following), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly IReadOnlyList<EnsembleMember> _members;
    private readonly IReadOnlyList<IRowToRowMapper> _mappers;
    private readonly EnsembleKind _kind;
    private readonly IReadOnlyList<DataViewSchema.Column> _kept;
    private readonly IReadOnlyList<ScoreColumn> _scores;

    private EnsembleMap(
        DataViewSchema inputSchema,
        IReadOnlyList<EnsembleMember> members,
        IReadOnlyList<IRowToRowMapper> mappers,
        EnsembleKind kind,
        IReadOnlyList<DataViewSchema.Column> kept,
        IReadOnlyList<ScoreColumn> scores)
        : base(inputSchema, [.. kept.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type, column.Annotations)), .. scores.Select(score => score.Column)])
    {
        _members = members;
        _mappers = mappers;
        _kind = kind;
        _kept = kept;
        _scores = scores;
    }

    /// <summary>Binds an ensemble to a schema.</summary>
    /// <exception cref="ArgumentException">A column that a member reads is missing or of another type, or the members predict different things.</exception>
    public static EnsembleMap Bind(DataViewSchema inputSchema, IReadOnlyList<EnsembleMember> members, IReadOnlyList<string> kept)
    {
        IRowToRowMapper[] mappers = [.. members.Select(member => member.Transformer.GetRowToRowMapper(inputSchema))];
        var kind = KindOf(mappers[0], 0);
        for (var i = 1; i < mappers.Length; i++)
        {
            if (!kind.IsLike(KindOf(mappers[i], i)))
            {
                throw new ArgumentException(
                    $"Members 0 and {i} of the ensemble predict different things: all must predict a number, the same two classes, or the same classes in the same order.");
            }
        }

        var first = mappers[0].OutputSchema;
        return new EnsembleMap(
            inputSchema,
            members,
            mappers,
            kind,
            [.. kept.Select(name => first.GetColumnOrNull(name)).OfType<DataViewSchema.Column>()],
            kind.ScoreColumns(ScoreAnnotations.NextSetId(inputSchema)));
    }

    public override IEnumerable<DataViewSchema.Column> Dependencies(ReadOnlySpan<bool> active)
    {
        var needed = new List<DataViewSchema.Column>();
        for (var i = 0; i < _mappers.Count && active.Contains(true); i++)
        {
            needed.AddRange(_mappers[i].GetDependencies(Wanted(i, _mappers[i].OutputSchema, active)));
        }

        return needed;
    }

    public override Delegate?[] CreateGetters(DataViewRow input, ReadOnlySpan<bool> active)
    {
        var rows = new List<DataViewRow>();
        for (var i = 0; i < _mappers.Count && active.Contains(true); i++)
        {
            rows.Add(_mappers[i].GetRow(input, Wanted(i, _mappers[i].OutputSchema, active)));
        }

        return CreateGetters(active, input, rows);
    }

    public override DataViewRowCursor CreateCursor(DataViewRowCursor input, ActiveColumns columns)
    {
        DataViewSchema.Column[] needed = [.. columns.Needed];
        if (!columns.Computed.Contains(true) || SharedRows.TryCreate(input, needed) is not { } rows)
        {
            return base.CreateCursor(input, columns);
        }

        var cursors = new List<DataViewRowCursor>();
        for (var i = 0; i < _members.Count; i++)
        {
            var scored = RowMapperView.Of(rows, _members[i].Transformer);
            cursors.Add(scored.GetRowCursor(Wanted(i, scored.Schema, columns.Computed)));
        }

        var reader = rows.Open(needed, [.. cursors, rows]);
        rows.Seal();
        return new MappedCursor(reader, new MappedRow(reader, this, columns, CreateGetters(columns.Computed, reader, cursors)));
    }

    private static EnsembleKind KindOf(IRowToRowMapper mapper, int member) => EnsembleKind.TryOf(mapper.OutputSchema) ?? throw new ArgumentException(
        $"Member {member} of the ensemble gives no Score that can be averaged: it must end in a trainer for numbers, for two classes with probabilities, or for several classes.");

    private static ValueGetter<TValue> Following<TValue>(DataViewRow row, DataViewSchema.Column column, EnsembleScores scores)
    {
        var getter = row.GetGetter<TValue>(column);
        return (ref TValue value) =>
        {
            scores.Follow(0);
            getter(ref value);
        };
    }

    // The columns of a member that are read for those of the ensemble.
    private List<DataViewSchema.Column> Wanted(int member, DataViewSchema scored, ReadOnlySpan<bool> active)
    {
        var wanted = new List<DataViewSchema.Column> { _kind.ColumnIn(scored) };
        for (var i = 0; i < _kept.Count && member == 0; i++)
        {
            if (active[i])
            {
                wanted.Add(scored[_kept[i].Name]);
            }
        }

        return wanted;
    }

    private Delegate?[] CreateGetters(ReadOnlySpan<bool> active, DataViewRow row, IReadOnlyList<DataViewRow> scored)
    {
        var getters = new Delegate?[active.Length];
        if (!active.Contains(true))
        {
            return getters;
        }

        var scores = new EnsembleScores(row, scored, _kind, _members);
        for (var i = 0; i < active.Length; i++)
        {
            getters[i] = !active[i] ? null
                : i >= _kept.Count ? _scores[i - _kept.Count].CreateGetter(scores)
                : (Delegate)FollowingCore.MakeGenericMethod(_kept[i].Type.RawType).Invoke(null, [scored[0], scored[0].Schema[_kept[i].Name], scores])!;
        }

        return getters;
    }
}
