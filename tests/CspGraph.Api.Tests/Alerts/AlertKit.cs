using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Tests.PartnerOfRecord;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Alerts;

/// <summary>The network of <see cref="AssignmentKit"/>, of which something is to be seen to: a renewal of reseller 1001's first subscription at Microsoft's price, and its customer's budget at list price.</summary>
sealed class AlertKit : IAsyncDisposable
{
    public static readonly DateTime Told = new(2027, 3, 1, 6, 0, 0, DateTimeKind.Utc);

    AlertKit(AssignmentKit network) => Network = network;

    public AssignmentKit Network { get; }
    public ChangeKit Changes => Network.Changes;
    public string Renewal { get; private set; } = "";
    public string Budget { get; private set; } = "";

    public static async Task<AlertKit> CreateAsync(Action<DbContextOptionsBuilder>? configure = null)
    {
        var kit = new AlertKit(await AssignmentKit.CreateAsync(configure));
        var subscription = (await kit.Changes.RowsAsync<CspSubscription>()).Single(row => row.SubscriptionId == Guid.Parse(NetworkJson.Subscription));
        kit.Renewal = await kit.AddAsync(New(AlertKind.Renewal, subscription.ResellerId, subscription.CustomerId, subscription.Id));
        kit.Budget = await kit.AddAsync(New(AlertKind.Budget, subscription.ResellerId, subscription.CustomerId, null));
        return kit;
    }

    public static Alert New(AlertKind kind, Guid? reseller, Guid? customer, Guid? subscription) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = kind,
        SubjectKey = subscription ?? customer ?? reseller ?? Guid.Empty,
        Day = new(2027, 3, 31),
        LastDay = new(2027, 3, 31),
        ResellerId = reseller,
        CustomerId = customer,
        SubscriptionId = subscription,
        Severity = EventSeverity.Warning,
        Amount = 800,
        Baseline = kind is AlertKind.Budget ? 1_000 : null,
        Currency = "EUR",
        OpenedAt = Told,
        ToldAt = Told.AddHours((int)kind),
        Occurrences = 1,
    };

    /// <summary>As a watch would.</summary>
    public async Task<string> AddAsync(Alert alert)
    {
        await WriteAsync(db => db.Add(alert));
        return new NodeId('A', alert.Id).ToString();
    }

    public async Task WriteAsync(Action<CspGraphDb> write)
    {
        await using var db = Changes.Database.Open(ChangeKit.Admin.Viewer);
        write(db);
        await db.SaveChangesAsync();
    }

    /// <summary>What a mutation's payload shows; or each error's code and field; or the code of a refusal as a whole.</summary>
    public async Task<string> AskAsync(string mutation, string shown, object input, Caller? caller = null)
    {
        var answer = await Changes.AskAsync($"mutation($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ {shown} errors {{ code field }} }} }}", new { input }, caller);
        if (answer.GetProperty("data").ValueKind is JsonValueKind.Null || answer.GetProperty("data").GetProperty(mutation) is not { ValueKind: JsonValueKind.Object } payload)
            return answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()!;
        var errors = payload.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("code").GetString()}@{error.GetProperty("field").GetString()}").ToList();
        if (errors.Count == 0) return payload.EnumerateObject().First().Value.GetRawText();
        Assert.Equal(JsonValueKind.Null, payload.EnumerateObject().First().Value.ValueKind);
        return string.Join(' ', errors);
    }

    /// <summary>What a query answers.</summary>
    public async Task<string> ReadAsync(string query, Caller? caller = null, object? variables = null)
    {
        var answer = await Changes.AskAsync(query, variables, caller);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}");
        return answer.GetProperty("data").GetRawText();
    }

    public async Task<List<EventRecord>> EventsAsync(EventKind kind) => [.. (await Changes.RowsAsync<EventRecord>()).Where(row => row.Kind == kind).OrderBy(row => row.Number)];

    public async Task<List<AuditEntry>> AuditAsync(string action) => [.. (await Changes.RowsAsync<AuditEntry>()).Where(row => row.Action == action).OrderBy(row => row.Id)];

    /// <summary>All that the changes of this folder could touch but the audit log.</summary>
    public async Task<string> StateAsync() => await Network.StateAsync() + JsonSerializer.Serialize(new
    {
        Alerts = await Changes.RowsAsync<Alert>(),
        Budgets = await Changes.RowsAsync<CustomerBudget>(),
        Seats = await Changes.RowsAsync<SeatCount>(),
        Policies = await Changes.RowsAsync<WatchPolicy>(),
        Customers = await Changes.RowsAsync<Customer>(),
    });

    public ValueTask DisposeAsync() => Network.DisposeAsync();
}
