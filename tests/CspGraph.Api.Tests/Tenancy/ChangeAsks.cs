using System.Text.Json;
using System.Text.Json.Nodes;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Limits;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Every mutation: with own, foreign, hidden and missing ids in the place of each id, with the keys of rows that are there, with every value of every enum; for good and as a dry run.</summary>
sealed class ChangeAsks(Sdl sdl, InputValues inputs, Probes probes)
{
    const int MostPerDocument = 30;

    readonly IReadOnlyList<Selections> sizes = [.. Selections.Sizes(sdl, inputs)];

    public IEnumerable<Ask> Make() =>
        from field in sdl.Types.All.ContainsKey("Mutation") ? sdl.Fields("Mutation") : []
        let inputs = Inputs(field).ToList()
        // What answers a thousand objects is asked for smaller pages of each.
        let selections = sizes.FirstOrDefault(size => CostOf(field, inputs[0], size) <= ProductSchema.Options.MaxCost) ?? sizes[^1]
        from chunk in inputs.Chunk((int)Math.Clamp(ProductSchema.Options.MaxCost / CostOf(field, inputs[0], selections), 1, MostPerDocument)).Select((made, i) => (Inputs: made, Number: i))
        select Of(field, chunk.Inputs, chunk.Number, selections);

    double CostOf(GraphQLFieldDefinition field, JsonNode? input, Selections selections)
    {
        var one = Of(field, [input?.DeepClone()], number: 0, selections);
        return new SdlCost(sdl.Types, one.Text, JsonSerializer.SerializeToElement(one.Variables)).OfOperation();
    }

    Ask Of(GraphQLFieldDefinition field, JsonNode?[] made, int number, Selections selections)
    {
        var ask = new AskBuilder();
        var argument = Sdl.Arguments(field).Single();
        return ask.Build($"Mutation.{field.Name.StringValue} {number}", string.Join(' ', made.Select((input, i) =>
            $"m{i}: {selections.Field(ask, field, depth: 1, argument: given => ask.Variable(argument.Type, input))}")), operation: "mutation");
    }

    IEnumerable<JsonNode?> Inputs(GraphQLFieldDefinition field)
    {
        var type = SdlTypes.Target(Sdl.Arguments(field).Single().Type).Name;
        // The object that the payload shows says which of the input's fields are keys of rows.
        var about = sdl.Fields(Sdl.Target(field)).Where(sdl.IsComposite).Select(Sdl.Target).FirstOrDefault(sdl.IsNode) ?? "";
        var number = 0;
        foreach (var id in probes.IdsToChange()) yield return Next(id, choice: null, isDry: false);
        foreach (var choice in Enumerable.Range(0, Math.Max(2 * Probes.Count, MostChoices(type)))) yield return Next(id: null, choice, isDry: choice % 2 == 0);
        foreach (var sound in Sound(type)) yield return sound;

        JsonObject Next(string? id, int? choice, bool isDry) => new InputMaker(sdl, inputs, probes, about, $"{field.Name.StringValue}-{++number}", number, id, choice, isDry).Object(type);
    }

    /// <summary>What is not made of parts that do not belong together: for a look only, so that who sees what stays as the worlds have it.</summary>
    IEnumerable<JsonObject> Sound(string type) => type switch
    {
        "MoveResellerInput" => from probe in Enumerable.Range(0, Probes.Count)
                               from above in Enumerable.Range(0, Probes.Count)
                               where probe != above
                               select new JsonObject { ["reseller"] = probes.Of("Reseller", "id", probe), ["parent"] = probes.Of("Reseller", "id", above), ["dryRun"] = true },
        "PlaceOrderInput" => Enumerable.Range(0, Probes.Count).Select(probe => inputs.Of("ValidateOrderInput", "input", probe)!.AsObject()).Select(order =>
        {
            order["dryRun"] = true;
            return order;
        }),
        "RecordAgreementInput" => Enumerable.Range(0, Probes.Count).Select(probe => new JsonObject { ["customer"] = probes.Of("Customer", "id", probe), ["status"] = "PENDING", ["dryRun"] = true }),
        // All of it: what the worlds hold is beyond every range.
        "SetWatchPolicyInput" => [new JsonObject { ["renewalDays"] = new JsonArray(45, 5), ["overnightPercent"] = 300, ["sensitivity"] = "2.75", ["minimumAmount"] = "30.5", ["warmUpDays"] = 21, ["maxUsageAgeDays"] = 9, ["dryRun"] = true }],
        // One that lasts: its secret is shown.
        "CreateWebhookInput" => Enumerable.Range(0, 2).Select(number => new JsonObject { ["name"] = "Sound", ["url"] = "https://probe.example/", ["parallel"] = number == 0 }),
        "UpdateWebhookInput" or "DeleteWebhookInput" => OfWebhooks("Webhook", "id"),
        "RotateWebhookSecretInput" => OfWebhooks("Webhook", "id", isDry: false),
        "ReplayDeliveriesInput" => OfWebhooks("Webhook", "webhook").Select(input =>
        {
            input["from"] = "2026-01-01T00:00:00Z";
            return input;
        }),
        "RetryDeliveryInput" => OfWebhooks("WebhookDelivery", "id"),
        // A key that is none: nothing else of it can be refused to who may record it.
        "RecordProgrammeStatusInput" => [new JsonObject { ["status"] = "ACTIVE", ["idempotencyKey"] = "" }],
        _ => [],
    };

    IEnumerable<JsonObject> OfWebhooks(string type, string field, bool isDry = true) =>
        Enumerable.Range(0, Probes.Count).Select(probe => new JsonObject { [field] = probes.Of(type, "id", probe), ["dryRun"] = isDry });

    int MostChoices(string type) => sdl.InputFields(type).Select(field => SdlTypes.Target(field.Type).Name)
        .Select(target => sdl.Types.All.GetValueOrDefault(target) is GraphQLInputObjectTypeDefinition ? MostChoices(target) : sdl.EnumValues(target).Count).Max();
}
