using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.PartnerOfRecord;

/// <summary>The smallest network, whose resellers are fit to be Partner of Record: Alpha (7001) with Beta under it, which has no PLA ID, and Gamma (7003).</summary>
sealed class PartnerKit : IAsyncDisposable
{
    public static readonly DateTime Stated = new(2026, 1, 15, 0, 0, 0, DateTimeKind.Utc);

    public ChangeKit Changes { get; private init; } = null!;

    public static string Alpha => Id(TestNetwork.Alpha);
    public static string Beta => Id(TestNetwork.Beta);
    public static string Gamma => Id(TestNetwork.Gamma);

    static string Id(Guid key) => new NodeId('R', key).ToString();

    public static async Task<PartnerKit> CreateAsync()
    {
        var kit = new PartnerKit { Changes = await ChangeKit.CreateAsync() };
        await kit.EditAsync(TestNetwork.Alpha, row => Fit(row, "7001"));
        await kit.EditAsync(TestNetwork.Gamma, row => Fit(row, "7003"));
        await kit.EditAsync(TestNetwork.Beta, row => (row.Country, row.Region, row.Status) = ("PT", CspRegion.Europe, ResellerStatus.Unknown));
        await kit.RefreshAsync();
        return kit;
    }

    static void Fit(Reseller row, string plaId)
    {
        (row.PlaId, row.PgaId, row.Country, row.Region, row.Status) = (plaId, "9001", "PT", CspRegion.Europe, ResellerStatus.Active);
        (row.MaicppStatus, row.RelationshipState, row.MpaAcceptedOn, row.OnboardedOn) = (MaicppStatus.Active, RelationshipState.Active, new(2025, 5, 1), DateOnly.FromDateTime(Stated));
    }

    /// <summary>As a source would state it.</summary>
    public async Task EditAsync(Guid reseller, Action<Reseller> edit)
    {
        await using var db = Changes.Database.Open(new Viewer(1, Role.DistributorAdmin, null));
        edit(await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).SingleAsync(row => row.Id == reseller));
        await db.SaveChangesAsync();
    }

    /// <summary>Looks at all, as the end of an import does.</summary>
    public async Task<IReadOnlyList<EventRecord>> RefreshAsync()
    {
        await using var transaction = await Changes.Database.BeginWriteAsync(new Viewer(1, Role.DistributorAdmin, null), default);
        var turned = await new Standings(transaction.Db, Changes.Database.Ids, Changes.Clock.GetUtcNow().UtcDateTime, default).RefreshAsync(resellers: null);
        await transaction.CommitAsync(default);
        return turned;
    }

    /// <summary>Outcome and PLA ID, then each condition that does not hold, with its code and Microsoft's.</summary>
    public async Task<string> ValidateAsync(string input, Caller? caller = null)
    {
        var verdict = (await Changes.AskAsync($$"""{ validatePartnerOfRecord(input: {{{input}}}) { allowed outcome plaId reseller checks { rule outcome code upstreamCode } } }""", caller: caller)).GetProperty("data").GetProperty("validatePartnerOfRecord");
        return Text(verdict);
    }

    public static string Text(JsonElement verdict) => string.Join(' ', new[] { verdict.GetProperty("outcome").GetString()!, verdict.GetProperty("plaId").GetString() ?? "-" }
        .Concat(verdict.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("outcome").GetString() is "FAILED" or "UNKNOWN")
            .Select(check => $"{check.GetProperty("code").GetString()}{(check.GetProperty("upstreamCode").GetString() is { } upstream ? $"/{upstream}" : "")}")));

    public async Task<JsonElement> RecheckAsync(string[] resellers, bool dryRun = false, Caller? caller = null) => (await Changes.AskAsync(
        "mutation($r: [ID!]!, $dry: Boolean!) { recheckPartnerOfRecord(input: { resellers: $r, dryRun: $dry }) { source resellers { plaId partnerOfRecord { outcome } } errors { code message field upstreamCode } } }",
        new { r = resellers, dry = dryRun }, caller)).GetProperty("data").GetProperty("recheckPartnerOfRecord");

    public async Task<IReadOnlyDictionary<Guid, VerdictOutcome>> OutcomesAsync() => (await Changes.RowsAsync<PartnerOfRecordStanding>()).ToDictionary(row => row.Id, row => row.Outcome);

    public async Task<IReadOnlyList<EventRecord>> TurnsAsync() => [.. (await Changes.RowsAsync<EventRecord>()).Where(row => row.Kind is EventKind.PartnerOfRecordTurned).OrderBy(row => row.Number)];

    /// <summary>Lets somebody else than what is stored be asked.</summary>
    public void AskInstead(IPartnerOfRecordSource source) => Changes.Services.AddSingleton(source);

    public ValueTask DisposeAsync() => Changes.DisposeAsync();
}
