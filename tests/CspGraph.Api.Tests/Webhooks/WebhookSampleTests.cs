using System.Text.Json;
using System.Text.Json.Nodes;
using CspGraph.Api.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Webhooks;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>The published examples are what a webhook without a document of its own is sent.</summary>
public sealed class WebhookSampleTests
{
    const string File = "schema/webhook-samples.json";

    static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>When this fails in CI: run it once locally, which writes the file.</summary>
    [Fact]
    public async Task There_is_one_of_each_topic_as_it_is_sent()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync();
        var reseller = TestNetwork.Alpha;
        var customer = await kit.Events.AddCustomerAsync(reseller);
        var subscription = await kit.Events.AddSubscriptionAsync(customer, reseller);
        await kit.Events.TellAsync([.. WebhookTopic.All.Select(topic => topic.Filters.Contains("customer") ? kit.Events.New(topic.Topic, reseller, customer, subscription) : kit.Events.New(topic.Topic, reseller))]);
        var received = await kit.Receiver.NextAsync("/hook", WebhookTopics.All.Count);

        var samples = new JsonObject([.. received.Select(message => KeyValuePair.Create(message.Json.GetProperty("type").GetString()!, (JsonNode?)Fixed(JsonNode.Parse(message.Body)!)))]);
        var text = samples.ToJsonString(Layout) + "\n";
        if (Environment.GetEnvironmentVariable("CI") is null) await System.IO.File.WriteAllTextAsync(Repository.Path(File), text);

        Assert.Equal(text, Repository.Text(File));
        Assert.Equal(WebhookTopics.All.Select(EventType.Kind.NameOf), samples.Select(sample => sample.Key));
    }

    /// <summary>Ids are another ones in each run.</summary>
    static JsonNode Fixed(JsonNode message)
    {
        var data = message["data"]!.AsObject();
        foreach (var (name, id) in new[] { ("id", "VAZ0M0Y0AcACAAAAAAAAAAQ"), ("subject", "SAZ0M0Y0AcACAAAAAAAAAAQ") }) data[name] = id;
        foreach (var (name, id, text) in new[] { ("reseller", "RAZ0M0Y0AcACAAAAAAAAAAQ", "Contoso Reseller"), ("customer", "CAZ0M0Y0AcACAAAAAAAAAAQ", "Fourth Coffee"), ("subscription", "SAZ0M0Y0AcACAAAAAAAAAAQ", "Microsoft 365 Business Premium") })
            if (data[name] is JsonObject shown) (shown["id"], shown["name"]) = (id, text);
        return message;
    }
}
