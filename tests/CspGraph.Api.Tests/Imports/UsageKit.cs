using System.Buffers;
using System.Text;
using CspGraph.Api.Host;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What tests of usage imports do with a database of their own.</summary>
static class UsageKit
{
    static readonly Viewer Everything = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    public static Task<ImportOutcome> ImportUsageAsync(this ImportKit kit, UsageFile file, DateTime? issuedAt = null) => kit.ImportUsageAsync(file.Text(), issuedAt);

    public static Task<ImportOutcome> ImportUsageAsync(this ImportKit kit, string text, DateTime? issuedAt = null) =>
        FileImport.RunAsync(kit.Database, Everything, new(ImportKind.DailyUsage, "usage.csv", issuedAt), ReconciliationFile.Stream(text), progress: null, TimeProvider.System, default);

    /// <summary>The answer to a query about the one customer of <see cref="UsageFile"/>.</summary>
    public static async Task<string> AskAsync(this ImportKit kit, string spend, Viewer? viewer = null)
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var prepared = await engine.PrepareAsync(new GraphRequest($"{{ customers(where: {{ entraTenantId: {{ eq: \"{UsageFile.Customer}\" }} }}) {{ nodes {{ {spend} }} }} }}"), default);
        Assert.Empty(prepared.Errors);
        await using var snapshot = await kit.Database.BeginSnapshotAsync(viewer ?? Everything, default);
        var answer = new ArrayBufferWriter<byte>();
        await engine.ExecuteAsync(prepared, new ProductSession(snapshot), answer, default);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }

    /// <summary>What the tenant spends, row by row, by Microsoft's keys alone.</summary>
    public static async Task<string[]> SpendAsync(this ImportKit kit)
    {
        await using var db = kit.Open();
        var rows = await (from day in db.UsageDays.Whole()
                          join statement in db.UsageStatements.Whole() on day.StatementId equals statement.Id
                          where statement.Holds
                          select new { statement.Month, statement.Currency, statement.InvoiceNumber, statement.LastUsageOn, statement.LineCount, StatementCost = statement.Cost, Sums = day }).ToListAsync();
        var names = await db.UsageEntitlements.Whole().Select(row => $"{row.MicrosoftCustomerId} {row.EntitlementId} {row.Name} {row.NameStatedAt:O}").ToListAsync();
        return
        [
            .. rows.Select(row => FormattableString.Invariant($"{row.Month:O} {row.Currency} {row.InvoiceNumber} {row.LastUsageOn:O} {row.LineCount} {row.StatementCost:0.######} | {row.Sums.MicrosoftCustomerId} {row.Sums.Day:O} {row.Sums.EntitlementId} {row.Sums.Service} {row.Sums.Cost:0.######} {row.Sums.ListPrice:0.######} {row.Sums.Lines} {row.Sums.CostMissing} {row.Sums.ListPriceMissing}"))
                .Order(StringComparer.Ordinal),
            .. names.Order(StringComparer.Ordinal),
        ];
    }
}
