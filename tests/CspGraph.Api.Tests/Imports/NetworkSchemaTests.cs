using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CspGraph.Api.Agreements;
using CspGraph.Api.Imports;
using CspGraph.Api.Resellers;
using CspGraph.Api.Subscriptions;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tests.Imports;

/// <summary>schema/network.schema.json says what the reader takes.</summary>
public sealed class NetworkSchemaTests
{
    static readonly JsonNode Schema = JsonNode.Parse(Repository.Text("schema/network.schema.json"))!;

    [Fact]
    public void The_example_is_valid() => Assert.Empty(Offences(Schema, JsonNode.Parse(Repository.Text("tests/CspGraph.Api.Tests/Imports/Samples/network.json")), ""));

    [Fact]
    public void It_has_the_lists_and_properties_of_the_reader()
    {
        var lists = Schema["properties"]!.AsObject().Where(entry => entry.Value!["type"]?.GetValue<string>() == "array").ToDictionary(entry => entry.Key, entry => Target(entry.Value!["items"]!));

        Assert.Equal(NetworkReader.Lists.Keys.Order(), lists.Keys.Order());
        foreach (var (list, properties) in NetworkReader.Lists) Assert.Equal(properties.Order(), lists[list]["properties"]!.AsObject().Select(entry => entry.Key).Order());
    }

    [Fact]
    public void It_has_the_values_of_the_reader()
    {
        AssertValues("resellers", "region", ResellerType.Region);
        AssertValues("resellers", "status", ResellerType.Status);
        AssertValues("resellers", "maicppStatus", ResellerType.Maicpp);
        AssertValues("resellers", "relationshipState", ResellerType.Relationship);
        AssertValues("agreements", "status", CustomerAgreementType.Status);
        AssertValues("subscriptions", "termDuration", CspSubscriptionType.Term);
        AssertValues("subscriptions", "billingCycle", CspSubscriptionType.Billing);
        AssertValues("subscriptions", "status", CspSubscriptionType.Status);
        AssertValues(Schema["$defs"]!["scheduledAction"]!, "scheduleType", ScheduledActionsType.Schedules);
        AssertValues(Schema["$defs"]!["scheduledAction"]!, "actionType", ScheduledActionsType.Actions);
        AssertValues(Schema["$defs"]!["scheduledInstructions"]!, "termDuration", CspSubscriptionType.Term);
        AssertValues(Schema["$defs"]!["scheduledInstructions"]!, "billingCycle", CspSubscriptionType.Billing);
    }

    [Fact]
    public void It_has_the_properties_of_what_is_scheduled()
    {
        foreach (var (name, properties) in new[] { ("scheduledAction", NetworkSchedule.OfAction), ("scheduledInstructions", NetworkSchedule.OfInstructions) })
            Assert.Equal(properties.Order(), Schema["$defs"]![name]!["properties"]!.AsObject().Select(entry => entry.Key).Order());
        Assert.Equal(ScheduledActions.Most, Schema["$defs"]!["subscription"]!["properties"]!["scheduledActions"]!["maxItems"]!.GetValue<int>());
    }

    static void AssertValues<TEnum>(string list, string property, EnumType<TEnum> values) where TEnum : struct, Enum => AssertValues(Target(Schema["properties"]![list]!["items"]!), property, values);

    static void AssertValues<TEnum>(JsonNode schema, string property, EnumType<TEnum> values) where TEnum : struct, Enum
    {
        var named = schema["properties"]![property]!["enum"]!.AsArray().Select(value => values.Find(value!.GetValue<string>()));
        Assert.Equal(Enum.GetValues<TEnum>().Where(value => value.ToString() != "Unknown").Select(value => (TEnum?)value), named.Order());
    }

    [Theory]
    [InlineData("""{"version":2}""", "/version is not 1", "/partnerId is missing", "/asOf is missing")]
    [InlineData("""{"$schema":"https://example.com/network.schema.json","version":1,"partnerId":"c0507050-0001-4d15-8a11-000000000001","asOf":"2026-11-01T00:00:00Z"}""")]
    [InlineData("""{"version":1,"partnerId":"x","asOf":"2026","more":1}""", "/partnerId does not match", "/asOf does not match", "/more is not known")]
    [InlineData("""{"version":1,"partnerId":"c0507050-0001-4d15-8a11-000000000001","asOf":"2026-11-01T00:00:00Z","resellers":[{"id":"a b","parent":1,"status":"UNKNOWN"}]}""",
        "/resellers/0/id does not match", "/resellers/0/parent is none of them", "/resellers/0/status is no such value")]
    public void It_refuses_what_is_not_of_the_format(string text, params string[] offences) => Assert.Equal(offences.Order(), Offences(Schema, JsonNode.Parse(text), "").Order());

    static JsonNode Target(JsonNode schema) => schema["$ref"] is { } reference ? Schema["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]! : schema;

    /// <summary>As much of draft 2020-12 as the schema uses; a keyword that is not known here fails the test.</summary>
    static IEnumerable<string> Offences(JsonNode schema, JsonNode? value, string path)
    {
        foreach (var (keyword, given) in schema.AsObject())
        {
            var offences = keyword switch
            {
                "$schema" or "title" or "description" or "$defs" => [],
                "$ref" => Offences(Target(schema), value, path),
                "anyOf" => given!.AsArray().Any(one => !Offences(one!, value, path).Any()) ? [] : [$"{path} is none of them"],
                "const" => JsonNode.DeepEquals(given, value) ? [] : [$"{path} is not {given}"],
                "enum" => given!.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{path} is no such value"],
                "type" => IsOf(given!.GetValue<string>(), value) ? [] : [$"{path} is not of its type"],
                "required" => given!.AsArray().Select(name => name!.GetValue<string>()).Where(name => value is JsonObject has && !has.ContainsKey(name)).Select(name => $"{path}/{name} is missing"),
                "properties" => value is JsonObject item ? item.Where(entry => given![entry.Key] is not null).SelectMany(entry => Offences(given![entry.Key]!, entry.Value, $"{path}/{entry.Key}")) : [],
                "additionalProperties" => value is JsonObject all ? all.Where(entry => schema["properties"]![entry.Key] is null).Select(entry => $"{path}/{entry.Key} is not known") : [],
                "items" => value is JsonArray items ? items.SelectMany((one, i) => Offences(given!, one, $"{path}/{i}")) : [],
                "maxItems" => value is not JsonArray counted || counted.Count <= given!.GetValue<int>() ? [] : [$"{path} is too long"],
                "pattern" => value is not JsonValue text || !text.TryGetValue<string>(out var string1) || Regex.IsMatch(string1, given!.GetValue<string>()) ? [] : [$"{path} does not match"],
                "minLength" => value is not JsonValue text || !text.TryGetValue<string>(out var string2) || string2.Length >= given!.GetValue<int>() ? [] : [$"{path} is too short"],
                "maxLength" => value is not JsonValue text || !text.TryGetValue<string>(out var string3) || string3.Length <= given!.GetValue<int>() ? [] : [$"{path} is too long"],
                "minimum" => value is not JsonValue number || !number.TryGetValue<decimal>(out var low) || low >= given!.GetValue<decimal>() ? [] : [$"{path} is too small"],
                "maximum" => value is not JsonValue number || !number.TryGetValue<decimal>(out var high) || high <= given!.GetValue<decimal>() ? [] : [$"{path} is too large"],
                _ => (IEnumerable<string>)[$"{keyword} is not known here"],
            };
            foreach (var offence in offences) yield return offence;
        }
    }

    static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "null" => value is null,
        "string" => value?.GetValueKind() is System.Text.Json.JsonValueKind.String,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "number" => value?.GetValueKind() is System.Text.Json.JsonValueKind.Number,
        "integer" => value is JsonValue number && number.TryGetValue<long>(out _),
        _ => false,
    };
}
