using System.CommandLine;
using CspGraph.Api.Host.Jobs;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Commands;

static class RunJobsCommand
{
    public static Command Create()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant's short name; left out, all tenants." };
        var command = new Command("run-jobs", "Run each tenant's jobs once, for a scheduler: the renewal watch and the spend watch.") { Options = { tenant } };
        command.SetAction(async (parse, cancellation) =>
        {
            var database = (await CommandContext.Of(parse).ReadyAsync(cancellation)).Database;
            var runner = new JobRunner(database, TimeProvider.System);
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var failed = 0;
            foreach (var (id, slug) in await TenantsAsync(database, parse.GetValue(tenant), cancellation))
                foreach (var job in ProductJobs.All)
                    try
                    {
                        var told = await runner.RunAsync(job, id, cancellation);
                        await output.WriteLineAsync(told is { } events ? $"{slug} {job.Kind}: {events} events told" : $"{slug} {job.Kind}: nothing to do, or another process is at it");
                    }
                    catch (Exception failure) when (failure is not OperationCanceledException)
                    {
                        // One tenant's trouble is no other's.
                        failed++;
                        await error.WriteLineAsync($"{slug} {job.Kind}: {failure.Message.ReplaceLineEndings(" ")}");
                    }
            return failed == 0 ? 0 : CommandLine.Failed;
        });
        return command;
    }

    static async Task<IReadOnlyList<(int Id, string Slug)>> TenantsAsync(Database database, string? slug, CancellationToken cancellation)
    {
        if (slug is not null) return [(await new TenantDirectory(database).FindAsync(slug, cancellation) ?? throw new StartRefusedException($"There is no tenant '{slug}'."), slug)];
        await using var directory = database.OpenDirectory();
        return [.. (await directory.Tenants.OrderBy(row => row.TenantId).Select(row => new { row.TenantId, row.Slug }).ToListAsync(cancellation)).Select(row => (row.TenantId, row.Slug))];
    }
}
