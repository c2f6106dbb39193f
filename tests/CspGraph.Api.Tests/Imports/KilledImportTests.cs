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

    /// <summary>Where in the file, and how long after it, the process is killed.</summary>
    readonly Random random = new(20_261_123);
    readonly string file = Path.Combine(Path.GetTempPath(), $"cspgraph-{Guid.NewGuid():N}.csv");

    [SkippableFact]
    public async Task An_import_killed_eight_times_while_its_file_is_read_leaves_nothing_and_then_imports_whole()
    {
        Skip.If(OperatingSystem.IsWindows(), "The file is fed through a named pipe, so that it never ends before the process does.");
        await WriteFileAsync();
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G0")));
        var (before, visible) = (await kit.RowsAsync(), await VisibleAsync(kit));

        for (var kill = 1; kill <= 8; kill++)
        {
            await KillWhileReadingAsync(kit, random.NextInt64(new FileInfo(file).Length));
            await CheckNothingSeenAsync(kit, visible);
            await SweepAsync(kit);
            Assert.Equal(before, await kit.RowsAsync());
            await using var db = kit.Open();
            Assert.Equal(kill, await db.ImportRuns.IgnoreQueryFilters(["Subtree"]).CountAsync(run => run.Status == ImportStatus.Failed));
        }

        Assert.Equal((ImportStatus.Succeeded, (long)LinesOfFile), await ImportAsync(kit));
        await using var undisturbed = await ImportKit.CreateAsync();
        await undisturbed.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G0")));
        await ImportAsync(undisturbed);
        Assert.Equal(await undisturbed.NetworkAsync(), await kit.NetworkAsync());
        Assert.Equal(await LinesAsync(undisturbed), await LinesAsync(kit));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_import_killed_while_it_is_shown_is_seen_whole_or_not_at_all(int seed)
    {
        await WriteFileAsync();
        await using var kit = await ImportKit.CreateAsync();
        var (before, visible) = (await kit.RowsAsync(), await VisibleAsync(kit));

        var endedFirst = await KillAfterReadingAsync(kit, TimeSpan.FromMilliseconds(new Random(seed).Next(300)));

        if (!endedFirst) await CheckNothingSeenAsync(kit, visible);
        await SweepAsync(kit);
        if (!endedFirst) Assert.Equal(before, await kit.RowsAsync());
        Assert.Equal((ImportStatus.Succeeded, (long)LinesOfFile), await ImportAsync(kit));
        await using var undisturbed = await ImportKit.CreateAsync();
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

    /// <summary>Feeds an import so many bytes of the file, and kills it a little later.</summary>
    async Task KillWhileReadingAsync(ImportKit kit, long bytes)
    {
        var pipe = file + ".pipe";
        using (var made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();
        using var import = Start(kit, pipe);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await using var feed = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write)).WaitAsync(patience.Token);
            await using var content = File.OpenRead(file);
            var part = new byte[64 * 1024];
            for (long fed = 0; fed < bytes; fed += part.Length)
                await feed.WriteAsync(part.AsMemory(0, await content.ReadAsync(part, patience.Token)), patience.Token);
            Spin(TimeSpan.FromMilliseconds(random.Next(100)));
            // The pipe is still open: the import cannot have come to the end of its file.
            Assert.False(import.HasExited);
            import.Kill();
            await import.WaitForExitAsync(patience.Token);
        }
        finally
        {
            import.Kill();
            File.Delete(pipe);
        }
        Assert.Equal("", await import.StandardError.ReadToEndAsync(patience.Token));
    }

    /// <summary>Kills an import some time after it has read its file. True when it had ended first.</summary>
    async Task<bool> KillAfterReadingAsync(ImportKit kit, TimeSpan further)
    {
        using var import = Start(kit, file);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            while (await import.StandardOutput.ReadLineAsync(patience.Token) is { } told && !told.StartsWith("100 %", StringComparison.Ordinal)) { }
            Spin(further);
        }
        finally
        {
            import.Kill();
            await import.WaitForExitAsync(patience.Token);
        }
        return import.ExitCode == 0;
    }

    static Process Start(ImportKit kit, string path) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), "import", "license-reconciliation", path, "--tenant", "contoso"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__CspGraph"] = kit.Database.ConnectionString },
        })!;

    static void Spin(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time) Thread.SpinWait(100);
    }

    static async Task CheckNothingSeenAsync(ImportKit kit, string[] visible)
    {
        Assert.Equal(visible, await VisibleAsync(kit));
        Assert.Equal(["ok"], await kit.ReadTextsAsync("PRAGMA integrity_check"));
        Assert.Empty(await kit.ReadTextsAsync("PRAGMA foreign_key_check"));
    }

    static Task SweepAsync(ImportKit kit) =>
        HiddenRows.SweepAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null), TimeProvider.System, CancellationToken.None);

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
