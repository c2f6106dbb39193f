using System.Globalization;
using CspGraph.Api.Demo;
using CspGraph.Api.Events;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Usage;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Usage;

/// <summary>A week in which somebody mines in a customer's account of a demo tenant, imported day by day as unbilled exports come: each with all usage of the month.</summary>
public sealed class MiningWeekTests
{
    static readonly DateOnly First = new(2026, 3, 20);

    static readonly Viewer Whole = new(1, Role.DistributorAdmin, null);

    const string Spend = "subscription { spendEvents { kind day severity miningSigns newRegions newMeters methods percent customer { id } subject cursor } }";

    [Fact]
    public async Task It_is_told_once_at_the_right_reseller_on_the_first_closed_day_and_seen_live()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(First.ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero));
        await using var file = await TempDatabase.CreateAsync();
        await DemoSeed.SeedAsync(file.Database, DemoSize.Small, clock, progress: null, default);
        var runner = new JobRunner(file.Database, clock);
        await runner.RunAsync(new SpendWatch(), 1, default);
        var month = await LinesAsync(file.Database);
        var (victim, customer, reseller, other) = await VictimAsync(file.Database, month);
        await using var streams = new EventStreams(ProductSchema.CreateEngine(NullLogger.Instance), file.Database, EventKit.Usual, Meters.Nobodys(), clock, NullLogger<EventFeed>.Instance, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        await using var live = await FollowAsync(streams, reseller);
        await using var elsewhere = await FollowAsync(streams, other);

        var told = new List<(DateOnly ImportedOn, int Events)>();
        for (var day = First; day < First.AddDays(9); day = day.AddDays(1))
        {
            month.AddRange(Copies(month, day));
            if (day < First.AddDays(7)) month.Add(Mining(month.First(line => line.MicrosoftCustomerId == victim), day));
            clock.SetUtcNow(new DateTimeOffset(day.AddDays(1).ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero));
            await ImportAsync(file.Database, month, clock);
            if (await runner.RunAsync(new SpendWatch(), 1, default) is > 0 and var events) told.Add((day, events));
        }

        // The first day of it is closed by usage of the second.
        Assert.Equal([(First.AddDays(1), 1)], told);
        var shown = Follower.Event(await PassUntilAsync(clock, live.PeekAsync()));
        Assert.Equal(("SPEND_SPIKED", "2026-03-20", "CRITICAL"), (shown.GetProperty("kind").GetString(), shown.GetProperty("day").GetString(), shown.GetProperty("severity").GetString()));
        Assert.Equal("""["SUDDEN_COMPUTE","NEW_METERS","NEW_REGIONS"] ["SOUTHEASTASIA"] ["NC24ads A100 v4"]""",
            $"{shown.GetProperty("miningSigns").GetRawText()} {shown.GetProperty("newRegions").GetRawText()} {shown.GetProperty("newMeters").GetRawText()}");
        Assert.False(elsewhere.HasNext);
        await using var db = file.Open(1);
        var alert = await db.Alerts.Whole().AsNoTracking().SingleAsync(row => row.Kind == AlertKind.SpendSpike);
        Assert.Equal((customer, reseller, EventSeverity.Critical, First, First.AddDays(6), 7), (alert.CustomerId!.Value, alert.ResellerId!.Value, alert.Severity, alert.Day, alert.LastDay, alert.Occurrences));
    }

    static async Task<Follower> FollowAsync(EventStreams streams, Guid reseller)
    {
        var caller = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, reseller));
        return new(await streams.OpenAsync(new(await EventKit.PrepareAsync(Spend), caller, _ => Task.FromResult<Caller?>(caller), null), default));
    }

    static async Task<T> PassUntilAsync<T>(FakeTimeProvider clock, Task<T> done)
    {
        while (!done.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        return await done;
    }

    /// <summary>The lines of this month, as the demo has them.</summary>
    static async Task<List<UsageLine>> LinesAsync(Database database)
    {
        await using var db = database.Open(Whole);
        var month = new DateOnly(First.Year, First.Month, 1);
        return await db.UsageLines.Whole().AsNoTracking().Where(line => line.Month == month).OrderBy(line => line.LineNumber).ToListAsync();
    }

    /// <summary>A customer of a reseller, and a reseller that does not see it.</summary>
    static async Task<(Guid Entra, Guid Customer, Guid Reseller, Guid Other)> VictimAsync(Database database, List<UsageLine> month)
    {
        await using var db = database.Open(Whole);
        var used = month.Select(line => line.MicrosoftCustomerId).ToHashSet();
        var customer = await db.Customers.Whole().OrderBy(row => row.Id).FirstAsync(row => used.Contains(row.EntraTenantId) && row.ResellerId != null);
        var other = await db.Resellers.Whole().OrderBy(row => row.Id).FirstAsync(row => !db.ResellerClosure.Any(path => path.AncestorId == row.Id && path.DescendantId == customer.ResellerId && path.ValidTo == null));
        return (customer.EntraTenantId, customer.Id, customer.ResellerId!.Value, other.Id);
    }

    /// <summary>What was used the day before, once more.</summary>
    static List<UsageLine> Copies(List<UsageLine> month, DateOnly day) =>
        [.. month.Where(line => line.Day() == First.AddDays(-1)).Select(line => Like(line, day, line.MeterCategory!, line.MeterName!, line.ResourceLocation!, line.UnitPrice!.Value, line.Quantity!.Value))];

    static UsageLine Mining(UsageLine of, DateOnly day) => Like(of, day, "Virtual Machines", "NC24ads A100 v4", "SOUTHEASTASIA", 3.673m, 20 * 24);

    static UsageLine Like(UsageLine of, DateOnly day, string service, string meter, string region, decimal price, decimal quantity) => new()
    {
        Month = of.Month,
        LineNumber = 0,
        MicrosoftCustomerId = of.MicrosoftCustomerId,
        BillingCurrency = of.BillingCurrency,
        EntitlementId = of.EntitlementId,
        EntitlementDescription = of.EntitlementDescription,
        ResellerMpnId = of.ResellerMpnId,
        PricingCurrency = of.PricingCurrency,
        PCToBCExchangeRate = of.PCToBCExchangeRate,
        UsageDate = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        MeterCategory = service,
        MeterName = meter,
        ResourceLocation = region,
        UnitPrice = price,
        Quantity = quantity,
    };

    static async Task ImportAsync(Database database, List<UsageLine> lines, TimeProvider clock)
    {
        await using var db = database.Open(Whole);
        var partner = await db.Tenants.Whole().Select(tenant => tenant.MicrosoftTenantId).SingleAsync();
        var known = await db.Customers.Whole().ToDictionaryAsync(customer => customer.EntraTenantId);
        var usage = new UsageFile();
        foreach (var line in lines)
            usage.Line(
                ("PartnerId", partner.ToString()), ("CustomerId", line.MicrosoftCustomerId.ToString()), ("CustomerName", known[line.MicrosoftCustomerId].Name), ("CustomerDomainName", known[line.MicrosoftCustomerId].Domain!),
                ("CustomerCountry", known[line.MicrosoftCustomerId].Country!), ("Tier2MpnId", line.ResellerMpnId ?? ""), ("InvoiceNumber", ""), ("SubscriptionId", ""),
                ("ChargeStartDate", $"{line.Month:yyyy-MM-dd}"), ("ChargeEndDate", $"{line.Month.AddMonths(1):yyyy-MM-dd}"), ("UsageDate", $"{line.Day():yyyy-MM-dd}"),
                ("MeterCategory", line.MeterCategory!), ("MeterName", line.MeterName!), ("MeterId", ""), ("MeterRegion", ""), ("ResourceLocation", line.ResourceLocation!),
                ("UnitPrice", Text(line.UnitPrice)), ("Quantity", Text(line.Quantity)), ("BillingPreTaxTotal", ""), ("BillingCurrency", line.BillingCurrency), ("PricingCurrency", line.PricingCurrency!),
                ("PCToBCExchangeRate", Text(line.PCToBCExchangeRate)), ("PCToBCExchangeRateDate", ""), ("EntitlementId", line.EntitlementId.ToString()!), ("EntitlementDescription", line.EntitlementDescription!));
        var outcome = await FileImport.RunAsync(database, Whole, new(ImportKind.DailyUsage, "usage.csv"), usage.Stream(), progress: null, clock, default);
        Assert.Empty(outcome.Errors);

        static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
    }
}
