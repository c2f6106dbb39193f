using CspGraph.Api.Host.Changes;
using CspGraph.Api.Tenancy;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Alerts;

sealed class SetWatchPolicyInput : ChangeInput
{
    public IReadOnlyList<int>? RenewalDays { get; init; }
    public int? OvernightPercent { get; init; }
    public decimal? Sensitivity { get; init; }
    public decimal? MinimumAmount { get; init; }
    public int? WarmUpDays { get; init; }
    public int? MaxUsageAgeDays { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record SetWatchPolicyPayload : ChangePayload
{
    public WatchPolicyShown? Policy { get; init; }
}

/// <summary>Decides what the tenant is told and when.</summary>
sealed class SetWatchPolicy : Change<SetWatchPolicyInput, SetWatchPolicyPayload>
{
    public override Right Right => Right.Write;

    protected override async Task<SetWatchPolicyPayload> MakeAsync(ChangeContext context, SetWatchPolicyInput input)
    {
        if (!context.Viewer.SeesWholeTenant) return Refused(new Objection(ObjectionCodes.NotAuthorized, "The policy is the whole tenant's: it is set by who sees all of it."));
        var row = await context.Rows<WatchPolicy>().SingleOrDefaultAsync(context.Cancellation);
        if (ChangeContext.Stale(row, input.ExpectedVersion) is { } stale) return Refused(stale);
        var held = WatchSettings.Of(row);
        var settings = (input.RenewalDays is { } days ? held.TellingOn(days, context.Now) : held) with
        {
            Spend = new()
            {
                OvernightPercent = input.OvernightPercent ?? held.Spend.OvernightPercent,
                Sensitivity = input.Sensitivity ?? held.Spend.Sensitivity,
                MinimumAmount = input.MinimumAmount ?? held.Spend.MinimumAmount,
                WarmUpDays = input.WarmUpDays ?? held.Spend.WarmUpDays,
            },
            MaxUsageAgeDays = input.MaxUsageAgeDays ?? held.MaxUsageAgeDays,
        };
        if (settings.Objections().ToList() is { Count: > 0 } objections) return new() { Errors = objections };
        if (row is null) context.Db.Add(row = Of(context.NewId()));
        settings.WriteTo(row);
        var isChanged = context.Db.Entry(row).State is EntityState.Added or EntityState.Modified;
        if (isChanged) context.Tell(EventKind.WatchPolicySet, new NodeId(DistributorType.Tag, await context.Rows<Tenant>().Select(tenant => tenant.Id).SingleAsync(context.Cancellation)), reseller: null);
        return new() { Policy = WatchPolicyShown.Of(settings, row.Version + (isChanged ? 1 : 0)) };
    }

    static WatchPolicy Of(Guid id) => new() { Id = id, RenewalDays = "", RenewalDaysSetAt = default, OvernightPercent = 0, Sensitivity = 0, MinimumAmount = 0, WarmUpDays = 0, MaxUsageAgeDays = 0 };
}

/// <summary>A tenant's policy as it is shown: all that holds, whoever has decided it.</summary>
sealed record WatchPolicyShown(IReadOnlyList<int> RenewalDays, int OvernightPercent, decimal Sensitivity, decimal MinimumAmount, int WarmUpDays, int MaxUsageAgeDays, int Version)
{
    public static WatchPolicyShown Of(WatchSettings settings, int version) =>
        new(settings.RenewalDays, settings.Spend.OvernightPercent, settings.Spend.Sensitivity, settings.Spend.MinimumAmount, settings.Spend.WarmUpDays, settings.MaxUsageAgeDays, version);

    public static async Task<WatchPolicyShown> OfAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        var row = await context.Rows<WatchPolicy>().SingleOrDefaultAsync(context.Cancellation);
        return Of(WatchSettings.Of(row), row?.Version ?? 0);
    }
}

sealed class WatchPolicyType : ObjectType<WatchPolicyShown>
{
    public WatchPolicyType() : base("WatchPolicy", "What the tenant is told and when.")
    {
        Field(policy => policy.RenewalDays, "How many days before the end of a term it is told, the farthest first.");
        Field(policy => policy.OvernightPercent, "A day's spend at so many percent above the day before is a spike.");
        Field(policy => policy.Sensitivity, "So many robust deviations above what is usual are a spike: fewer find more.");
        Field(policy => policy.MinimumAmount, "The smallest excess that is told, in the currency of the usage.");
        Field(policy => policy.WarmUpDays, "Days of history before what is usual is known.");
        Field(policy => policy.MaxUsageAgeDays, "Usage that is older raises no alert, in days.");
        Field(policy => policy.Version, "Counts its changes: give it back as expectedVersion. 0 while nothing is decided.");
    }
}

sealed class SetWatchPolicyInputType : ChangeInputType<SetWatchPolicyInput>
{
    public SetWatchPolicyInputType() : base("SetWatchPolicyInput", "The policy as it is to be; what is left out stays.")
    {
        Field(input => input.RenewalDays, "How many days before the end of a term it is told: 1 to 10 different numbers from 1 to 365.");
        Field(input => input.OvernightPercent, "A day's spend at so many percent above the day before is a spike: 50 to 10,000.");
        Field(input => input.Sensitivity, "So many robust deviations above what is usual are a spike: 2 to 50, with up to two places.");
        Field(input => input.MinimumAmount, "The smallest excess that is told, in the currency of the usage: 0 to 1,000,000, with up to four places.");
        Field(input => input.WarmUpDays, "Days of history before what is usual is known: 7 to 56.");
        Field(input => input.MaxUsageAgeDays, "Usage that is older raises no alert, in days: 1 to 60.");
        Field(input => input.ExpectedVersion, "The version that the client has seen, 0 for none; another one is left as it is.");
        CommonFields();
    }
}

sealed class SetWatchPolicyPayloadType : ChangePayloadType<SetWatchPolicyPayload>
{
    public SetWatchPolicyPayloadType() : base("SetWatchPolicyPayload", "The policy that was set.") =>
        Field(payload => payload.Policy, "The policy; null when it was not set.");
}
