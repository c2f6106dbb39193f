using CspGraph.Api.Tests.Host;
using CspGraph.Api.Webhooks;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>What is told of how a webhook does.</summary>
public sealed class WebhookHealthTests
{
    [Fact]
    public async Task The_backlog_is_what_it_is_still_to_be_sent()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (all, _) = await kit.CreateWebhookAsync("/all");
        await kit.Events.TellAsync(
            kit.Events.New(EventKind.RenewalDue, TestNetwork.Beta, severity: EventSeverity.Warning),
            kit.Events.New(EventKind.RenewalDue, TestNetwork.Gamma, severity: EventSeverity.Critical),
            kit.Events.New(EventKind.ImportSucceeded, null));
        await using var db = kit.Events.Changes.Database.Open(Changes.ChangeKit.Admin.Viewer);
        NodeId.TryParse(all, out var id);
        var context = new ResolveContext<CspGraphDb, Viewer>(db, Changes.ChangeKit.Admin.Viewer, [CspGraphDb.SubtreeFilter], [id.Key], new HashSet<string> { "backlog", "waiting" }, new Dictionary<string, object?>(), default);
        var health = Assert.Single(await WebhookHealths.OfAsync(context, kit.Events.Changes.Clock));
        Assert.Equal(3, health.Backlog);
    }
}
