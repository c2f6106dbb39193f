using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class StatedFactsTests
{
    /// <summary>Few keys and dates, so that what is set aside meets itself again.</summary>
    static readonly Gen<ReconciliationLine> Lines = Gen.Int[0, 99].Array[8].Select(n => new ReconciliationLine("G1", new InvoiceLine
    {
        Id = Guid.Empty,
        MicrosoftCustomerId = Id('c', n[0]),
        LineNumber = 2,
        CustomerName = $"Customer {n[1] % 3}",
        ResellerMpnId = (6034450 + n[2] % 3).ToString(),
        OrderDate = new DateTime(2024, 1, 1 + n[3] % 3, 0, 0, 0, DateTimeKind.Utc),
        MicrosoftProductId = $"CFQ{n[4] % 2}",
        MicrosoftSkuId = $"{n[5] % 3}",
        ProductName = $"Product {n[1] % 2}",
        SkuName = $"SKU {n[3] % 2}",
        ChargeType = n[6] % 3 == 0 ? "removeQuantity" : "new",
        Quantity = n[6],
        Subtotal = 1,
        TaxTotal = 0,
        Total = 1,
        Currency = "USD",
        MicrosoftSubscriptionId = Id('5', n[7]),
    }));

    static Guid Id(char first, int number) => Guid.Parse($"{first}0000000-0000-0000-0000-00000000000{number % 5}");

    static async Task<string[]> NetworkOf(IEnumerable<ReconciliationLine> lines, int window)
    {
        await using var kit = await ImportKit.CreateAsync();
        await using var db = kit.Open();
        var run = new ImportRun { Id = kit.Database.Ids.Next(), Kind = ImportKind.LicenseReconciliation, FileName = "x", Status = ImportStatus.Running, StartedAt = DateTime.UnixEpoch, IssuedAt = DateTime.UnixEpoch, ProgressAt = DateTime.UnixEpoch };
        db.Add(run);
        await db.SaveChangesAsync();
        var stated = new StatedFacts(run.Id, window);
        foreach (var chunk in lines.Chunk(4))
        {
            await using var transaction = await db.BeginWriteAsync(default);
            foreach (var line in chunk) stated.Add(line);
            stated.SetAside();
            await stated.SpillAsync(db, default);
            await transaction.CommitAsync();
        }
        Assert.Equal(window == 0, await kit.CountAsync("StagedPages") > 0);
        await using (var transaction = await db.BeginWriteAsync(default))
        {
            var writer = new FactWriter(db, stated, areInvoices: true, new(ImportKit.Partner, run.Id, run.StartedAt, run.IssuedAt, kit.Database.Ids, new()), default);
            await writer.WriteAsync();
            await transaction.CommitAsync();
            Assert.True(writer.Counts.Created > 0);
        }
        Assert.Equal(0, await kit.CountAsync("StagedPages"));
        return await kit.NetworkAsync();
    }

    [Fact]
    public async Task What_was_set_aside_makes_the_same_network() => await Lines.Array[1, 30].SampleAsync(async lines =>
        Assert.Equal(await NetworkOf(lines, window: 1_000), await NetworkOf(lines, window: 0)), iter: 10, threads: 1);

    [Fact]
    public async Task A_thing_set_aside_many_times_is_read_once()
    {
        await using var kit = await ImportKit.CreateAsync();
        await using var db = kit.Open();
        var run = new ImportRun { Id = kit.Database.Ids.Next(), Kind = ImportKind.LicenseReconciliation, FileName = "x", Status = ImportStatus.Running, StartedAt = DateTime.UnixEpoch, IssuedAt = DateTime.UnixEpoch, ProgressAt = DateTime.UnixEpoch };
        db.Add(run);
        await db.SaveChangesAsync();
        await using var transaction = await db.BeginWriteAsync(default);
        var sums = new Stated<string, int>(StatedNoun.Products, run.Id, (one, other) => one + other);
        var other = new Stated<string, int>(StatedNoun.Skus, run.Id, (one, other) => one + other);
        for (var i = 0; i < 1_200; i++)
        {
            foreach (var key in new[] { "B", "A", "é", $"only {i}" }) sums.Add(key, 1);
            other.Add("A", 1);
            sums.SetAside();
            await sums.SpillAsync(db, default);
            other.SetAside();
            await other.SpillAsync(db, default);
        }
        sums.Add("A", 10);

        var read = new List<KeyValuePair<string, int>>();
        await foreach (var batch in sums.ReadAsync(db, default)) read.AddRange(batch);

        Assert.Equal(1_203, read.Count);
        Assert.Equal((1_210, 1_200, 1_200), (read.Single(entry => entry.Key == "A").Value, read.Single(entry => entry.Key == "B").Value, read.Single(entry => entry.Key == "é").Value));
    }

    [Fact]
    public async Task Piles_of_many_pages_are_read_side_by_side()
    {
        await using var kit = await ImportKit.CreateAsync();
        await using var db = kit.Open();
        var run = new ImportRun { Id = kit.Database.Ids.Next(), Kind = ImportKind.LicenseReconciliation, FileName = "x", Status = ImportStatus.Running, StartedAt = DateTime.UnixEpoch, IssuedAt = DateTime.UnixEpoch, ProgressAt = DateTime.UnixEpoch };
        db.Add(run);
        await db.SaveChangesAsync();
        await using var transaction = await db.BeginWriteAsync(default);
        var longest = new Stated<Guid, string>(StatedNoun.Customers, run.Id, (one, other) => one.Length >= other.Length ? one : other);
        var (random, expected) = (new Random(7), new Dictionary<Guid, string>());
        for (var pile = 0; pile < 5; pile++)
        {
            for (var i = 0; i < 1_500; i++)
            {
                var (key, text) = (new Guid(random.Next(2_000), 0, 0, new byte[8]), new string('x', random.Next(200)));
                longest.Add(key, text);
                if (expected.GetValueOrDefault(key, "").Length <= text.Length) expected[key] = text;
            }
            longest.SetAside();
            await longest.SpillAsync(db, default);
        }

        var read = new List<KeyValuePair<Guid, string>>();
        await foreach (var batch in longest.ReadAsync(db, default)) read.AddRange(batch);

        Assert.True(await db.StagedPages.Whole().CountAsync() > 20);
        Assert.Equal(expected.OrderBy(entry => entry.Key), read);
    }

    [Fact]
    public async Task What_an_import_had_set_aside_goes_with_it()
    {
        await using var kit = await ImportKit.CreateAsync();
        await using var db = kit.Open();
        var run = new ImportRun { Id = kit.Database.Ids.Next(), Kind = ImportKind.LicenseReconciliation, FileName = "x", Status = ImportStatus.Running, StartedAt = DateTime.UnixEpoch, IssuedAt = DateTime.UnixEpoch, ProgressAt = DateTime.UnixEpoch };
        db.Add(run);
        await db.SaveChangesAsync();
        await using (var transaction = await db.BeginWriteAsync(default))
        {
            var stated = new Stated<string, int>(StatedNoun.Products, run.Id, (one, other) => one + other);
            stated.Add("A", 1);
            stated.SetAside();
            await stated.SpillAsync(db, default);
            await transaction.CommitAsync();
        }
        Assert.Equal(1, await kit.CountAsync("StagedPages"));

        await HiddenRows.DeleteAsync(db, run.Id);

        Assert.Equal((0, 1), (await kit.CountAsync("StagedPages"), await kit.CountAsync("ImportRuns")));
    }
}
