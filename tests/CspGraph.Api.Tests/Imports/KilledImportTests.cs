using System.Diagnostics;
using System.Text;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A process that is killed in the middle of an import leaves nothing that anybody sees, and the next start takes the rest away.</summary>
public sealed class KilledImportTests : IDisposable
{
    /// <summary>Three chunks, and a network that takes a while to join.</summary>
    const int LinesOfFile = 12_000;
    const int LinesPerCustomer = 10;

    /// <summary>How long after a tenth of the file the process is killed.</summary>
    readonly Random random = new(20_261_123);
    readonly string file = Path.Combine(Path.GetTempPath(), $"cspgraph-{Guid.NewGuid():N}.csv");

    [Fact]
    public async Task An_import_killed_ten_times_leaves_nothing_and_then_imports_whole()
    {
        await WriteFileAsync();
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G0")));
        var (before, visible) = (await kit.RowsAsync(), await VisibleAsync(kit));

        for (var tenth = 1; tenth <= 10; tenth++)
        {
            await KillAfterAsync(kit, tenth);
            Assert.Equal(visible, await VisibleAsync(kit));
            Assert.Equal(["ok"], await kit.ReadTextsAsync("PRAGMA integrity_check"));
            Assert.Empty(await kit.ReadTextsAsync("PRAGMA foreign_key_check"));

            await HiddenRows.SweepAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null), TimeProvider.System, default);
            Assert.Equal(before, await kit.RowsAsync());
            await using var db = kit.Open();
            Assert.Equal(tenth, await db.ImportRuns.IgnoreQueryFilters(["Subtree"]).CountAsync(run => run.Status == ImportStatus.Failed));
        }

        Assert.Equal((ImportStatus.Succeeded, (long)LinesOfFile), await ImportAsync(kit));
        await using var undisturbed = await ImportKit.CreateAsync();
        await undisturbed.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G0")));
        await ImportAsync(undisturbed);
        Assert.Equal(await undisturbed.NetworkAsync(), await kit.NetworkAsync());
        Assert.Equal(await LinesAsync(undisturbed), await LinesAsync(kit));
    }

    public void Dispose() => File.Delete(file);

    async Task WriteFileAsync()
    {
        var lines = new ReconciliationFile().Line().Text().Split("\r\n");
        await using var text = new StreamWriter(file, append: false, Encoding.UTF8);
        await text.WriteLineAsync(lines[0]);
        for (var i = 0; i < LinesOfFile; i++)
            await text.WriteLineAsync(lines[1].Replace("bbbb1b1b-cc2c-dd3d-ee4e-", $"{i:x8}-cc2c-dd3d-ee4e-").Replace("835a59a7-", $"{i / LinesPerCustomer:x8}-"));
    }

    /// <summary>Starts an import and kills it when it has come so far, and a little further.</summary>
    async Task KillAfterAsync(ImportKit kit, int tenth)
    {
        using var import = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), "import", "license-reconciliation", file, "--tenant", "contoso"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__CspGraph"] = kit.Database.ConnectionString },
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            while (await import.StandardOutput.ReadLineAsync(patience.Token) is { } told && int.Parse(told[..told.IndexOf(' ')]) < tenth * 10) { }
            var (reached, further) = (Stopwatch.GetTimestamp(), TimeSpan.FromMilliseconds(random.Next(30)));
            while (Stopwatch.GetElapsedTime(reached) < further) Thread.SpinWait(100);
        }
        finally
        {
            import.Kill();
            await import.WaitForExitAsync(patience.Token);
        }
        // What had ended by itself would prove nothing.
        Assert.NotEqual((tenth, 0), (tenth, import.ExitCode));
        Assert.Equal("", await import.StandardError.ReadToEndAsync(patience.Token));
    }

    /// <summary>Every row that the API shows, and the numbers of the invoices among them.</summary>
    static async Task<string[]> VisibleAsync(ImportKit kit)
    {
        await using var db = kit.Open();
        return [.. await kit.RowsAsync("Tenants", "Resellers", "ResellerClosure", "Customers", "CustomerAgreements", "Products", "Skus", "Subscriptions"),
            .. await db.Invoices.IgnoreQueryFilters(["Subtree"]).Select(invoice => invoice.Number).ToListAsync()];
    }

    async Task<(ImportStatus, long)> ImportAsync(ImportKit kit)
    {
        await using var content = File.OpenRead(file);
        var outcome = await kit.ImportAsync(content);
        return (outcome.Status, outcome.Lines);
    }

    /// <summary>Every line with every column but our own ids.</summary>
    static async Task<string[]> LinesAsync(ImportKit kit)
    {
        var columns = (await kit.ReadTextsAsync("SELECT group_concat(format('quote(%s)', name)) FROM pragma_table_info('InvoiceLines') WHERE name NOT IN ('Id', 'InvoiceId')"))[0];
        return await kit.ReadTextsAsync($"SELECT concat_ws('|', {columns}) FROM InvoiceLines ORDER BY LineNumber, MicrosoftSubscriptionId");
    }
}
