using System.Text.Json;
using System.Text.Json.Nodes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Imports;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.PartnerOfRecord;

/// <summary>A network in which some resellers may be Partner of Record, and some may not: 1001 (with a branch that has no PLA ID) and 1002 may, 1003 may not, of 1004 nothing is known.</summary>
sealed class AssignmentKit : IAsyncDisposable
{
    public const string Abroad = "935a59a7-3172-47b5-bdef-d9cc65f4d0e4";
    public const string Second = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f60";
    public const string OfAbroad = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f61";
    public const string Ended = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f62";

    const string Assign = """
        mutation($input: AssignPartnerOfRecordInput!) { assignPartnerOfRecord(input: $input) {
          subscriptions { partnerOfRecordId } errors { code field } } }
        """;

    Dictionary<string, Guid> resellers = [];
    Dictionary<Guid, Guid> subscriptions = [];
    Dictionary<Guid, Guid> customers = [];

    AssignmentKit(ChangeKit changes) => Changes = changes;

    public ChangeKit Changes { get; }

    public static async Task<AssignmentKit> CreateAsync(Action<DbContextOptionsBuilder>? configure = null)
    {
        var kit = new AssignmentKit(await ChangeKit.CreateAsync(configure));
        await kit.ImportAsync(new NetworkJson()
            .Reseller("1001", Valid()).Reseller("branch", ("parent", "1001")).Reseller("1002", Valid())
            .Reseller("1003", [.. Valid(), ("maicppStatus", "SUSPENDED"), ("relationshipState", "TERMINATED")]).Reseller("1004")
            .Customers(NetworkJson.Customer, ("reseller", "1001"), ("country", "PT")).Customers(Abroad, ("reseller", "1001"), ("country", "US"))
            .Subscriptions(NetworkJson.Subscription, ("partnerOfRecord", "1001")).Subscriptions(Second, ("partnerOfRecord", "1001"), ("status", "SUSPENDED"))
            .Subscriptions(Ended, ("partnerOfRecord", "1001"), ("status", "DELETED")).Subscriptions(OfAbroad, ("customer", Abroad), ("partnerOfRecord", "1001"))
            .Minimum(NetworkJson.Subscription));
        return kit;
    }

    public Task ImportAsync(NetworkJson file) => ImportAsync(ImportKind.Network, file.ToString());

    public async Task ImportAsync(ImportKind kind, string text)
    {
        Changes.Clock.Advance(TimeSpan.FromSeconds(1));
        var outcome = await FileImport.RunAsync(Changes.Database, ChangeKit.Admin.Viewer, new(kind, "file"), ReconciliationFile.Stream(text), progress: null, Changes.Clock, default);
        Assert.Empty(outcome.Errors);
        resellers = (await Changes.RowsAsync<Reseller>()).Where(row => (row.PlaId ?? row.Reference) is not null).ToDictionary(row => (row.PlaId ?? row.Reference)!, row => row.Id);
        subscriptions = (await Changes.RowsAsync<CspSubscription>()).ToDictionary(row => row.SubscriptionId, row => row.Id);
        customers = (await Changes.RowsAsync<Customer>()).ToDictionary(row => row.EntraTenantId, row => row.Id);
    }

    public Caller Of(string reseller, Role role = Role.ResellerAdmin) => ChangeKit.Of(new Viewer(1, role, resellers[reseller.ToUpperInvariant()]));

    public string Reseller(string key) => new NodeId('R', resellers[key.ToUpperInvariant()]).ToString();

    public string Subscription(string id) => new NodeId('S', subscriptions[Guid.Parse(id)]).ToString();

    public string Customer(string id = NetworkJson.Customer) => new NodeId('C', customers[Guid.Parse(id)]).ToString();

    /// <summary>What of a subscription is told by a file.</summary>
    public static (string, JsonNode?)[] Valid() =>
        [("country", "PT"), ("region", "EUROPE"), ("status", "ACTIVE"), ("maicppStatus", "ACTIVE"), ("relationshipState", "ACTIVE"), ("mpaAcceptedOn", "2025-01-01")];

    public Task<string> AssignAsync(string reseller, params string[] subscriptions) => AskAsync(new { subscriptions = subscriptions.Select(Subscription), reseller = Reseller(reseller) });

    /// <summary>The PLA IDs of the payload, then the errors.</summary>
    public async Task<string> AskAsync(object input, Caller? caller = null) => Told(await Changes.AskAsync(Assign, new { input }, caller));

    public static string Told(JsonElement answer)
    {
        if (answer.GetProperty("data").ValueKind is JsonValueKind.Null || answer.GetProperty("data").GetProperty("assignPartnerOfRecord") is not { ValueKind: JsonValueKind.Object } payload)
            return answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()!;
        var rows = payload.GetProperty("subscriptions").EnumerateArray().Select(row => row.ValueKind is JsonValueKind.Null ? "-" : row.GetProperty("partnerOfRecordId").GetString());
        return string.Join(' ', [.. rows, .. payload.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("code").GetString()}@{error.GetProperty("field").GetString()}")]);
    }

    /// <summary>Who is Partner of Record of a subscription, and who sells it.</summary>
    public async Task<string> SoldAsync(string subscription)
    {
        var row = (await Changes.RowsAsync<CspSubscription>()).Single(row => row.SubscriptionId == Guid.Parse(subscription));
        return $"{row.PartnerOfRecordId} {resellers.Single(reseller => reseller.Value == row.ResellerId).Key}";
    }

    public async Task<List<EventRecord>> EventsAsync() => [.. (await Changes.RowsAsync<EventRecord>()).Where(record => record.Kind is EventKind.PartnerOfRecordAssigned)];

    /// <summary>All that an assignment could touch but the audit log.</summary>
    public async Task<string> StateAsync() => await Changes.StateAsync() + JsonSerializer.Serialize(new
    {
        Subscriptions = await Changes.RowsAsync<CspSubscription>(),
        Minimums = await Changes.RowsAsync<ContractedMinimum>(),
    });

    public ValueTask DisposeAsync() => Changes.DisposeAsync();
}
