using System.Text.Json;
using CspGraph.Api.Tests.Oracle;
using CspGraph.Domain.Tenancy;
using GraphQL;
using GraphQL.Types;

namespace CspGraph.Api.Tests.Paging;

/// <summary>A connection of the query, or of the first of some rows, with a filter, an order and an argument of its own.</summary>
sealed class PagedList
{
    readonly string document;
    readonly IReadOnlyList<string> ids;

    PagedList(string document, OracleType? owner, IReadOnlyList<Guid> parents, IReadOnlyList<string> orderedBy)
    {
        this.document = document;
        ids = [.. parents.Select(key => OracleValue.Id(owner!.Letter!.Value, key))];
        Parents = parents;
        OrderedBy = orderedBy;
    }

    /// <summary>The rows whose lists are read; none for a list of the query.</summary>
    public IReadOnlyList<Guid> Parents { get; }

    /// <summary>The columns of the order.</summary>
    public IReadOnlyList<string> OrderedBy { get; }

    /// <summary>Any list that the viewer can ask for.</summary>
    /// <param name="dice">What decides.</param>
    /// <param name="arena">Whose schema and rows it is about.</param>
    /// <param name="viewer">Who is to ask.</param>
    /// <param name="rows">The only types whose lists will do; null for all.</param>
    public static PagedList Draw(Dice dice, Arena arena, Viewer viewer, IReadOnlyList<string>? rows = null)
    {
        var owner = dice.Chance(50) ? null : dice.Of(Owners(arena, viewer, rows));
        var type = (IObjectGraphType)(owner is null ? arena.Schema.Query : arena.Schema.AllTypes[owner.Name]!);
        var field = dice.Of(Lists(type, rows).FindAll(list => MayAsk(list.Name, arena.SightOf(viewer))));
        var values = new Values(dice, arena.Schema, arena.Rows);
        var arguments = new List<(string Name, Literal? Value)>();
        foreach (var argument in field.Arguments!)
        {
            var input = argument.ResolvedType!.GetNamedType().Name;
            if (argument.Name == "where" && dice.Chance(60)) arguments.Add(("where", values.Where(input, depth: 2).Resolved()));
            if (argument.Name == "order" && dice.Chance(85)) arguments.Add(("order", values.Order(input).Resolved()));
            if (argument.Name == "maxDepth" && dice.Chance(60)) arguments.Add(("maxDepth", Literal.Number(dice.Between(0, 4))));
            if (argument.Name == "on" && dice.Chance(60)) arguments.Add(("on", values.Day()));
        }
        var given = arguments.Where(argument => argument.Value is not null).Select(argument => $"{argument.Name}: {argument.Value!.Print(asJson: false, _ => null)}")
            .Concat(["first: $first", "after: $after", "last: $last", "before: $before"]);
        var list = $"list: {field.Name}({string.Join(", ", given)}) {Selection(dice, field)}";
        var variables = "$first: Int, $after: String, $last: Int, $before: String";
        return new PagedList(
            owner is null ? $"query({variables}) {{ {list} }}" : $"query({variables}, $ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {owner.Name} {{ {list} }} }} }}",
            owner,
            owner is null ? [] : Some(dice, owner, arena.SightOf(viewer)),
            Columns(arguments.Find(argument => argument.Name == "order").Value));
    }

    public (string Text, JsonElement Variables) Request(int size, bool backward, string? from, string? until) => (document, JsonSerializer.SerializeToElement(new
    {
        ids,
        first = backward ? (int?)null : size,
        after = backward ? until : from,
        last = backward ? size : (int?)null,
        before = backward ? from : until,
    }));

    /// <summary>The list itself, within an answer.</summary>
    public JsonElement In(JsonElement response)
    {
        var data = response.GetProperty("data");
        return (ids.Count == 0 ? data : data.GetProperty("nodes")[0]).GetProperty("list");
    }

    public override string ToString() => $"{document}\n{string.Join(", ", ids)}";

    static List<OracleType> Owners(Arena arena, Viewer viewer, IReadOnlyList<string>? rows) =>
    [
        .. arena.Schema.AllTypes.OfType<IObjectGraphType>().Where(type => type.ResolvedInterfaces.Count > 0 && Lists(type, rows).Count > 0)
            .Select(type => OracleType.Named(type.Name)).Where(type => arena.SightOf(viewer).Rows(type.Entity).Count > 0),
    ];

    static List<FieldType> Lists(IObjectGraphType type, IReadOnlyList<string>? rows) =>
        [.. type.Fields.Where(field => field.ResolvedType!.GetNamedType() is IObjectGraphType list && list.Fields.Find("nodes") is not null && field.Arguments!.Find("last") is not null && rows?.Contains(Row(field).Name) is null or true)];

    static bool MayAsk(string list, Sight sight) => list switch
    {
        "apiKeys" or "memberships" or "webhooks" or "deliveries" => sight.ManagesAccess,
        "auditLog" => sight.ReadsAuditLog,
        _ => true,
    };

    static IObjectGraphType Row(FieldType list) => (IObjectGraphType)((IObjectGraphType)list.ResolvedType!.GetNamedType()).Fields.Find("nodes")!.ResolvedType!.GetNamedType();

    /// <summary>Beside the first row, whose list it is, up to three more: their pages are read at once, from the same cursor.</summary>
    static List<Guid> Some(Dice dice, OracleType owner, Sight sight) => dice.Some(sight.Rows(owner.Entity), dice.Between(1, 4)).ConvertAll(OracleType.Key);

    static string Selection(Dice dice, FieldType field)
    {
        var columns = dice.Some(Row(field).Fields.Where(column => column.ResolvedType!.GetNamedType() is ScalarGraphType).Select(column => column.Name), dice.Between(0, 3));
        return $"{{ {(dice.Chance(70) ? "totalCount" : "")} edges {{ cursor node {{ __typename {string.Join(' ', columns)} }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }}";
    }

    static List<string> Columns(Literal? order) => [.. order?.All().OfType<Literal.Fields>().SelectMany(term => term.Items.Select(item => item.Name)) ?? []];
}
