using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Benchmarks.Compare;
using CspGraph.Data;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Benchmarks.Verdicts;

/// <summary>From the parsed variables to the bytes of the answer, on stored facts: all in one operation, beside an operation for each of some of them.</summary>
sealed class VerdictsBenchmark(int rounds, TextWriter output)
{
    const string Selected = "{ allowed outcome operation region plaId reseller checkedAt effectiveFrom checks { rule outcome code upstreamCode message remedy source checkedAt } }";
    const string Many = $"query($inputs: [ValidatePartnerOfRecordInput!]!) {{ validatePartnersOfRecord(inputs: $inputs) {Selected} }}";
    const string One = $"query($input: ValidatePartnerOfRecordInput!) {{ validatePartnerOfRecord(input: $input) {Selected} }}";

    /// <summary>Of those asked by themselves: all would take minutes.</summary>
    const int Alone = 500;

    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    readonly GraphEngine<CspGraphDb, Viewer> engine = ProductSchema.CreateEngine(NullLogger.Instance);

    public async Task RunAsync(string file, CancellationToken cancellation)
    {
        using var database = new Database(DatabaseProvider.Sqlite, SeededNetwork.ConnectionString(file), TimeProvider.System);
        var inputs = await InputsAsync(database, cancellation);
        var (together, alone) = (new List<double>(), new List<double>());
        var bytes = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            bytes = (await AskAsync(database, Many, new { inputs }, cancellation)).Length;
            var all = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            foreach (var input in inputs.Take(Alone)) await AskAsync(database, One, new { input }, cancellation);
            var some = Stopwatch.GetElapsedTime(start).TotalMilliseconds * inputs.Count / Alone;
            // The first warms up.
            if (round > 0) (together, alone) = ([.. together, all], [.. alone, some]);
        }
        await output.WriteLineAsync($"{inputs.Count:N0} questions, {bytes / 1024:N0} KB of answers, {rounds} rounds.\n\n| | ms, the middle one | fastest | slowest |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, times) in new[] { ("validatePartnersOfRecord, once", together), ($"validatePartnerOfRecord for each (measured for {Alone}, reckoned for all)", alone) })
            await output.WriteLineAsync($"| {name} | {times.Order().ElementAt(times.Count / 2):N0} | {times.Min():N0} | {times.Max():N0} |");
    }

    async Task<string> AskAsync(Database database, string document, object variables, CancellationToken cancellation)
    {
        var operation = await engine.PrepareAsync(new GraphRequest(document, Variables: JsonSerializer.SerializeToElement(variables)), cancellation);
        if (operation.Errors.Count > 0) throw new BenchmarkFailedException(operation.Errors[0].Message);
        var answer = new ArrayBufferWriter<byte>();
        await using var snapshot = await database.BeginSnapshotAsync(Admin, cancellation);
        await engine.ExecuteAsync(operation, new ProductSession(snapshot), answer, cancellation);
        var text = Encoding.UTF8.GetString(answer.WrittenSpan);
        return text.Contains("\"errors\"", StringComparison.Ordinal) ? throw new BenchmarkFailedException(text[..Math.Min(text.Length, 1_000)]) : text;
    }

    /// <summary>Every reseller by turns, by id and by PLA ID, with customers and countries, of every operation.</summary>
    static async Task<IReadOnlyList<object>> InputsAsync(Database database, CancellationToken cancellation)
    {
        await using var db = database.Open(Admin);
        var resellers = await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Select(row => new { row.Id, row.PlaId }).ToListAsync(cancellation);
        var customers = await db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).OrderBy(row => row.Id).Select(row => row.Id).Take(ValidatePartnerOfRecord.Most).ToListAsync(cancellation);
        var operations = Enum.GetNames<PartnerOfRecordOperation>().Select(TypeName.EnumValue).ToList();
        return [.. Enumerable.Range(0, ValidatePartnerOfRecord.Most).Select(object (i) => (resellers[i % resellers.Count], operations[i / 3 % operations.Count]) is var (reseller, operation) && i % 2 == 0 && reseller.PlaId is not null
            ? new { plaId = reseller.PlaId, country = "DE", operation }
            : new { reseller = new NodeId('R', reseller.Id).ToString(), customer = new NodeId('C', customers[i % customers.Count]).ToString(), operation })];
    }
}
