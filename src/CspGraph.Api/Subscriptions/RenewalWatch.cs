using CspGraph.Api.Host.Jobs;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Subscriptions;

/// <summary>Tells of terms that are about to end, and of what else is to be known of running subscriptions, each once.</summary>
sealed class RenewalWatch() : TenantJob(JobKind.RenewalWatch)
{
    public override async Task<DateTime> RunAsync(JobRun run)
    {
        await using var db = run.Open();
        var settings = WatchSettings.Of(await db.WatchPolicies.AsNoTracking().SingleOrDefaultAsync(run.Cancellation));
        await new RenewalChanges(run, db).TellAsync();
        await new RenewalsDue(run, db, settings).TellAsync();
        await new ExpiredTerms(run, db).TellAsync();
        await new SeatWatch(run, db).TellAsync();
        var closing = await new CancellationWindows(run, db).TellAsync();
        var midnight = run.Today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return closing < midnight ? closing.Value : midnight;
    }
}
