using CspGraph.Api.Imports;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class InterruptedImportTests
{
    static ReconciliationFile Long()
    {
        var file = new ReconciliationFile();
        for (var i = 0; i < 12_000; i++) file.Line();
        return file;
    }

    [Fact]
    public async Task Nothing_is_visible_before_all_is()
    {
        await using var kit = await ImportKit.CreateAsync();
        var seen = new List<(long Lines, int Stored, int Invoices, int Customers, ImportStatus Run)>();
        var watch = new Watch(progress =>
        {
            using var db = kit.Open();
            seen.Add((progress.Lines, db.InvoiceLines.IgnoreQueryFilters(["Subtree"]).Count(), db.Invoices.IgnoreQueryFilters(["Subtree"]).Count(),
                db.Customers.IgnoreQueryFilters(["Subtree"]).Count(), db.ImportRuns.IgnoreQueryFilters(["Subtree"]).Single().Status));
        });

        await kit.ImportAsync(ReconciliationFile.Stream(Long().Text()), watch);

        Assert.Equal([(5_000L, 5_000, 0, 0, ImportStatus.Running), (10_000L, 10_000, 0, 0, ImportStatus.Running), (12_000L, 12_000, 0, 0, ImportStatus.Running)], seen);
        await using var after = kit.Open();
        Assert.Equal((1, 1), (await after.Invoices.IgnoreQueryFilters(["Subtree"]).CountAsync(), await after.Customers.IgnoreQueryFilters(["Subtree"]).CountAsync()));
    }

    [Fact]
    public async Task Progress_tells_lines_and_bytes()
    {
        await using var kit = await ImportKit.CreateAsync();
        var told = new List<ImportProgress>();
        var content = ReconciliationFile.Stream(Long().Text());

        await kit.ImportAsync(content, new Watch(told.Add));

        Assert.Equal([5_000L, 10_000L, 12_000L], told.Select(progress => progress.Lines));
        Assert.All(told, progress => Assert.Equal(content.Length, progress.TotalBytes));
        Assert.Equal(told.Select(progress => progress.BytesRead).Order(), told.Select(progress => progress.BytesRead));
        Assert.Equal((content.Length, true), (told[^1].BytesRead, told[^1].LinesPerSecond > 0));
    }

    [Fact]
    public async Task A_long_compressed_body_that_cannot_seek_is_read_whole()
    {
        await using var kit = await ImportKit.CreateAsync();
        var told = new List<ImportProgress>();

        var outcome = await kit.ImportAsync(new OneWay(ReconciliationFile.Compressed(Long().Text())), new Watch(told.Add));

        Assert.Equal((ImportStatus.Succeeded, 12_000L), (outcome.Status, outcome.Lines));
        Assert.All(told, progress => Assert.Null(progress.TotalBytes));
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing()
    {
        await using var kit = await ImportKit.CreateAsync();
        var before = await kit.RowsAsync();
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            kit.ImportAsync(ReconciliationFile.Stream(Long().Text()), new Watch(_ => cancel.Cancel()), cancel.Token));

        Assert.Equal(before, await kit.RowsAsync());
        Assert.Equal(0, await kit.CountAsync("ImportRuns"));
    }

    [Fact]
    public async Task An_import_that_breaks_down_leaves_only_its_record()
    {
        await using var kit = await ImportKit.CreateAsync();
        var before = await kit.RowsAsync();

        await Assert.ThrowsAsync<IOException>(() => kit.ImportAsync(ReconciliationFile.Stream(Long().Text()), new Watch(_ => throw new IOException("The disk is full."))));

        Assert.Equal(before, await kit.RowsAsync());
        await using var db = kit.Open();
        Assert.Equal(ImportStatus.Failed, (await db.ImportRuns.IgnoreQueryFilters(["Subtree"]).SingleAsync()).Status);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(59, false)]
    public async Task The_rows_of_a_killed_process_are_swept_after_an_hour(int minutes, bool swept)
    {
        await using var kit = await ImportKit.CreateAsync();
        var killed = new ImportRun { Id = kit.Database.Ids.Next(), Kind = ImportKind.LicenseReconciliation, FileName = "x", Status = ImportStatus.Running, StartedAt = DateTime.UnixEpoch };
        await using (var db = kit.Open())
        {
            var started = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutes);
            killed = new() { Id = killed.Id, Kind = killed.Kind, FileName = "x", Status = ImportStatus.Running, StartedAt = started };
            var invoice = new Invoice { Id = kit.Database.Ids.Next(), Number = "G9", Currency = "USD", ImportRunId = killed.Id, ImportedAt = started };
            db.AddRange(killed, invoice, new InvoiceLine
            {
                Id = kit.Database.Ids.Next(),
                InvoiceId = invoice.Id,
                LineNumber = 2,
                CustomerId = Guid.NewGuid(),
                CustomerName = "x",
                ChargeType = "new",
                Subtotal = 1,
                TaxTotal = 0,
                Total = 1,
                Currency = "USD",
            });
            await db.SaveChangesAsync();
        }

        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(new ReconciliationFile().Line())).Status);

        Assert.Equal(swept ? 1 : 2, await kit.CountAsync("InvoiceLines"));
        await using var after = kit.Open();
        Assert.Equal(swept ? ImportStatus.Failed : ImportStatus.Running, (await after.ImportRuns.IgnoreQueryFilters(["Subtree"]).SingleAsync(run => run.Id == killed.Id)).Status);
    }

    [Fact]
    public async Task A_run_that_was_taken_for_dead_gives_up()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(ReconciliationFile.Stream(new ReconciliationFile().Line().Text()), new Watch(_ =>
        {
            using var db = kit.Open();
            db.ImportRuns.IgnoreQueryFilters(["Subtree"]).ExecuteUpdate(set => set.SetProperty(run => run.Status, ImportStatus.Failed));
        }));

        Assert.Equal(ImportStatus.Failed, outcome.Status);
        Assert.Equal((0, 0), (await kit.CountAsync("InvoiceLines"), await kit.CountAsync("Customers")));
    }

    [Fact]
    public async Task Of_two_imports_at_once_the_later_is_told_to_come_again()
    {
        await using var kit = await ImportKit.CreateAsync();
        var raced = false;

        var outcome = await kit.ImportAsync(ReconciliationFile.Stream(new ReconciliationFile().Line().Text()), new Watch(_ =>
        {
            if (raced) return;
            raced = true;
            kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"))).GetAwaiter().GetResult();
        }));

        Assert.Equal("Another import has changed the same rows meanwhile: import the file again.", Assert.Single(outcome.Errors).Reason);
        Assert.Equal((1, 1), (await kit.CountAsync("InvoiceLines"), await kit.CountAsync("Customers")));
        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(new ReconciliationFile().Line())).Status);
    }

    sealed class Watch(Action<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told(value);
    }
}
