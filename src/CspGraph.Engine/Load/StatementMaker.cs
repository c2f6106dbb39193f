using System.Data.Common;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Engine.Load;

/// <summary>Makes a level's statements for one shape of request. EF writes each text once; mappings, converters and query filters are in it.</summary>
sealed class StatementMaker(GraphSchema schema, StorageModel model, GraphSession session)
{
    const string FilterPrefix = "@ef_filter__";
    readonly DbContext db = session.Context;

    public LevelStatements Make(LevelPlan level, LevelRequest request)
    {
        var slots = new SlotTable();
        var query = new LevelQuery(schema, model, db, session.DroppedFilters, slots, hasArgument: request.Own is [not null, ..], level.HasParents);
        var order = request.Order;
        var columns = level.Columns.Select(column => new LevelColumn(column.Join, model.Column(level.Joins[column.Join].Type.ClrType, column.Property))).ToList();
        if (columns.Count == 0 || level.NeedsCursors || model.IsSqlServer)
            foreach (var property in order.Select(term => model.Compared(term.Column)).Append(model.Column(level.Type.KeyProperty)))
                if (!columns.Contains(new(0, property))) columns.Add(new(0, property));
        var ranges = SeekRange.Split([.. request.Order.Select(term => term.Column.IsNullable)], Nulls(request.Page.From), request.Page.Backward);
        var texts = level.NeedsRows
            ? ranges.Select(range => Make(query.Rows(level, request.Where.Condition, request.Order, range, request.Page.Backward, Nulls(request.Page.Until), columns), slots)).ToList()
            : [];
        IReadOnlyList<Statement> statements = model.IsSqlServer && level.NeedsRows
            ? [ServerStatement.Rows(texts, level.HasParents, columns.Count + (level.Rank is null ? 0 : 1), SortColumns(), request.Page.Backward, model)]
            : [.. texts.Select(text => new Statement(text.Text, text.Bindings))];
        var count = level.NeedsTotalCount ? Count(level, Make(query.Ones(level, request.Where.Condition), slots)) : null;
        return new LevelStatements(statements, count, [.. columns.Select(Read)], CursorPlaces());

        ReadColumn Read(LevelColumn column) => new(model.Reader(column.Property, session.IsEmbedded), column.Join > 0 || column.Property.IsNullable);

        int[] CursorPlaces() => level.NeedsCursors
            ? [.. order.Select(term => model.Compared(term.Column)).Append(model.Column(level.Type.KeyProperty)).Select(property => columns.IndexOf(new(0, property)))]
            : [];

        IReadOnlyList<SortColumn> SortColumns() =>
        [
            .. level.Rank is null ? [] : new[] { new SortColumn(columns.Count, IsNullable: false, IsDescending: false) },
            .. order.Select(term => new SortColumn(columns.IndexOf(new(0, model.Compared(term.Column))), term.Column.IsNullable, term.Descending ^ request.Page.Backward)),
            new SortColumn(columns.IndexOf(new(0, model.Column(level.Type.KeyProperty))), IsNullable: false, (order.Count > 0 && order[^1].Descending) ^ request.Page.Backward),
        ];
    }

    static bool[]? Nulls(Cursor? cursor) => cursor is null ? null : [.. cursor.Values.Select(value => value is null)];

    Statement Count(LevelPlan level, (string Text, List<Binding> Bindings) ones) => model.IsSqlServer
        ? ServerStatement.Count(ones, level.HasParents, model)
        : new Statement($"SELECT COUNT(*)\nFROM (\n{ones.Text}\n) AS \"one\"", ones.Bindings);

    (string Text, List<Binding> Bindings) Make(IQueryable query, SlotTable slots)
    {
        EngineMeter.StatementsCompiled.Add(1);
        using var command = query.CreateDbCommand();
        return (command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => Bind(parameter.ParameterName, slots))]);
    }

    Binding Bind(string parameter, SlotTable slots)
    {
        if (parameter.StartsWith(FilterPrefix, StringComparison.Ordinal))
        {
            // A member that is read at several places may be several parameters: EF numbers them.
            var member = db.GetType().GetProperty(parameter[FilterPrefix.Length..].TrimEnd([.. "0123456789"]))
                ?? throw new InvalidOperationException($"The filter parameter {parameter} names no member of the context.");
            return new Binding(parameter, Slot: null, member.Name, model.Mapping(member.PropertyType));
        }
        var slot = slots.Find(parameter) ?? throw new InvalidOperationException($"The parameter {parameter} has no slot: its value would be frozen.");
        return new Binding(parameter, slot, Filter: null, model.Mapping(slot));
    }
}
