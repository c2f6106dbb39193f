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

        Assert.Equal(Enumerable.Range(1, 6).Select(i => (i * 2_000L, i * 2_000, 0, 0, ImportStatus.Running)), seen);
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

        Assert.Equal([2_000L, 4_000L, 6_000L, 8_000L, 10_000L, 12_000L], told.Select(progress => progress.Lines));
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
        await using var db = kit.Open();
        var run = await db.ImportRuns.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((ImportStatus.Cancelled, false, true), (run.Status, run.HidesRows, run.FinishedAt is not null));
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
    [InlineData("gone", 0, true)]
    [InlineData("here", 11, false)]
    [InlineData("elsewhere", 9, false)]
    [InlineData("elsewhere", 11, true)]
    public async Task The_rows_of_a_killed_process_are_swept_at_the_next_start(string owner, int minutesSilent, bool swept)
    {
        await using var kit = await ImportKit.CreateAsync();
        var last = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutesSilent);
        var run = new ImportRun
        {
            Id = kit.Database.Ids.Next(),
            Kind = ImportKind.LicenseReconciliation,
            FileName = "x",
            Status = ImportStatus.Running,
            StartedAt = last,
            IssuedAt = last,
            ProgressAt = last,
            HidesRows = true,
            Owner = owner switch { "gone" => $"{Environment.MachineName} {int.MaxValue} 0", "here" => ImportOwner.Current, _ => "another-host 1 0" },
        };
        await using (var db = kit.Open())
        {
            var invoice = new Invoice { Id = kit.Database.Ids.Next(), Number = "G9", Currency = "USD", ImportRunId = run.Id, ImportedAt = last, IssuedAt = last };
            db.AddRange(run, invoice, new InvoiceLine
            {
                Id = kit.Database.Ids.Next(),
                InvoiceId = invoice.Id,
                LineNumber = 2,
                MicrosoftCustomerId = Guid.NewGuid(),
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
        var found = await after.ImportRuns.IgnoreQueryFilters(["Subtree"]).SingleAsync(row => row.Id == run.Id);
        Assert.Equal(swept ? (ImportStatus.Failed, false) : (ImportStatus.Running, true), (found.Status, found.HidesRows));
    }

    [Fact]
    public async Task What_an_ended_import_could_not_take_away_is_swept_too()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());
        await using (var db = kit.Open())
        {
            await db.ImportRuns.IgnoreQueryFilters(["Subtree"]).ExecuteUpdateAsync(set => set.SetProperty(row => row.HidesRows, true).SetProperty(row => row.Status, ImportStatus.Failed));
            await db.Invoices.IgnoreQueryFilters(["Subtree"]).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsComplete, false));
        }

        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2")));

        Assert.Equal(1, await kit.CountAsync("InvoiceLines"));
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

    [Theory]
    [InlineData(ImportStatus.Cancelled)]
    [InlineData(ImportStatus.Failed)]
    public async Task What_was_said_of_a_run_that_was_ended_elsewhere_stays_true_however_it_stops(ImportStatus said)
    {
        await using var kit = await ImportKit.CreateAsync();
        var ended = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

        await Assert.ThrowsAsync<IOException>(() => kit.ImportAsync(ReconciliationFile.Stream(Long().Text()), new Watch(progress =>
        {
            using var db = kit.Open();
            db.ImportRuns.IgnoreQueryFilters(["Subtree"]).ExecuteUpdate(set => set
                .SetProperty(run => run.Status, said).SetProperty(run => run.FinishedAt, ended).SetProperty(run => run.LineCount, 7));
            throw new IOException("The disk is full.");
        })));

        await using var after = kit.Open();
        var run = await after.ImportRuns.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((said, ended, 7L, 0, null), (run.Status, run.FinishedAt, run.LineCount, run.ErrorCount, run.Errors));
        Assert.Equal((false, 0), (run.HidesRows, await kit.CountAsync("InvoiceLines")));
    }

    [Fact]
    public async Task Two_imports_at_once_that_name_the_same_rows_both_succeed()
    {
        await using var kit = await ImportKit.CreateAsync();
        var raced = false;

        var outcome = await kit.ImportAsync(ReconciliationFile.Stream(new ReconciliationFile().Line().Text()), new Watch(_ =>
        {
            if (raced) return;
            raced = true;
            kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"))).GetAwaiter().GetResult();
        }));

        Assert.Equal(ImportStatus.Succeeded, outcome.Status);
        Assert.Equal((2, 2, 1), (await kit.CountAsync("InvoiceLines"), await kit.CountAsync("Invoices"), await kit.CountAsync("Customers")));
    }

    [Fact]
    public async Task Of_two_imports_of_one_file_at_once_the_later_changes_nothing()
    {
        await using var kit = await ImportKit.CreateAsync();
        var file = new ReconciliationFile().Line();
        ImportOutcome? first = null;

        var second = await kit.ImportAsync(ReconciliationFile.Stream(file.Text()), new Watch(_ => first ??= kit.ImportAsync(file).GetAwaiter().GetResult()));

        Assert.Equal((first!.RunId, true), (second.RunId, second.AlreadyImported));
        Assert.Equal((1, 1, 2), (await kit.CountAsync("InvoiceLines"), await kit.CountAsync("Invoices"), await kit.CountAsync("ImportRuns")));
    }

    sealed class Watch(Action<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told(value);
    }
}
