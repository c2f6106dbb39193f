using System.Text.Json.Nodes;
using CspGraph.Api.Tests.Limits;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Values of arguments and inputs, by their types: a new one has a value, or says that it has none.</summary>
sealed class InputValues(Sdl sdl, Probes probes)
{
    readonly IReadOnlyList<string> ids = probes.Ids();

    public JsonNode? Of(GraphQLInputValueDefinition input, int probe) => Of(input.Type, input.Name.StringValue, probe);

    JsonNode? Of(GraphQLType type, string name, int probe) => type switch
    {
        GraphQLNonNullType required => Of(required.Type, name, probe),
        GraphQLListType list => new JsonArray(Of(list.Type, name, probe)),
        _ => Of(((GraphQLNamedType)type).Name.StringValue, name, probe),
    };

    public JsonNode? Of(string type, string name, int probe) => type switch
    {
        "ID" => ids[probe % ids.Count],
        "String" => $"probe {probe} {name}",
        "Int" when name is "within" => 366,
        "Int" or "Long" => 2,
        "Float" => 2.5,
        "Boolean" => probe % 2 == 0,
        "Decimal" => "2.5",
        "Date" => name switch { "from" => "2026-01-01", "to" => "2026-12-31", _ => "2026-07-01" },
        "DateTime" => "2027-06-01T00:00:00.000Z",
        "UUID" => $"01999999-9999-7999-8999-99999999999{probe % 10}",
        "URL" => "https://probe.example/",
        "CountryCode" => "PT",
        "CurrencyCode" => "EUR",
        _ when sdl.EnumValues(type) is { Count: > 0 } values => values[probe % values.Count],
        // Of two ways to name somebody one is taken.
        "ValidatePartnerOfRecordInput" => new JsonObject(sdl.InputFields(type)
            .Where(field => field.Name.StringValue is not ("plaId" or "reseller" or "customer" or "country") || field.Name.StringValue is "plaId" or "country" == (probe % 2 == 0))
            .Select(field => KeyValuePair.Create(field.Name.StringValue, field.Name.StringValue switch
            {
                "plaId" => probes.Of("Reseller", "plaId", probe % Probes.Count),
                "operation" => probe % 3 == 0 ? "NEW_ORDER" : "CANCELLATION",
                _ => Of(field, probe),
            }))),
        // A customer, a product with one of its SKUs, and a reseller, of one part.
        "ValidateOrderInput" => new JsonObject(sdl.InputFields(type).Select(field =>
            KeyValuePair.Create(field.Name.StringValue, field.Name.StringValue is "customer" ? probes.Of("Customer", "id", probe % Probes.Count) : Of(field, probe)))),
        "OrderLineInput" => new JsonObject(sdl.InputFields(type).Select(field => KeyValuePair.Create(field.Name.StringValue, field.Name.StringValue switch
        {
            "product" => probes.Of("Product", "id", probe % 2),
            "sku" => probes.Of("Sku", "id", probe % 2),
            "promotionId" => "CFQ7TTC0LF8S:0001:CFQ7TTC0X1",
            "partnerOfRecord" => probes.Of("Reseller", "id", probe % Probes.Count),
            _ => Of(field, probe),
        }))),
        _ when sdl.Types.All.GetValueOrDefault(type) is GraphQLInputObjectTypeDefinition => new JsonObject(sdl.InputFields(type)
            .Where(field => !type.EndsWith("FilterInput", StringComparison.Ordinal) || SdlTypes.Target(field.Type).Name != type)
            .Select(field => KeyValuePair.Create(field.Name.StringValue, Of(field, probe)))),
        _ => throw new NotSupportedException($"{name} is a {type}: say how a value of it is made."),
    };
}
