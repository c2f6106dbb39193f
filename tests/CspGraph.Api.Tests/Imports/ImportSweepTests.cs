using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What killed processes left is taken away by the server, unasked.</summary>
public sealed class ImportSweepTests
{
    [Fact]
    public async Task Every_tenant_is_swept_at_the_start_and_again_every_five_minutes()
    {
        await using var server = await TestServer.CreateAsync();
        using var database = server.Data.Open(TimeProvider.System);
        await LeaveBehindAsync(database, tenantId: 1);
        await LeaveBehindAsync(database, tenantId: 2);

        await server.RunAsync();

        var (token, other) = (await server.TokenAsync(), await server.TokenAsync(tenant: "northwind"));
        var swept = await server.WhenNewestAsync(token, (status, _) => status == "FAILED");
        Assert.Equal("The process that read the file ended before it; nothing of the file was imported.", swept.GetProperty("errors")[0].GetProperty("reason").GetString());
        await server.WhenNewestAsync(other, (status, _) => status == "FAILED");
        await server.WhenNoneAsync("ImportRuns WHERE HidesRows = 1");
        Assert.Equal(0, await server.CountAsync("InvoiceLines"));

        await LeaveBehindAsync(database, tenantId: 2);
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        await server.WhenNewestAsync(other, (status, _) => status == "FAILED");
        await server.WhenNoneAsync("ImportRuns WHERE HidesRows = 1");
        Assert.Equal(0, await server.CountAsync("InvoiceLines"));
    }

    /// <summary>A run whose process is gone, with a line that nobody saw.</summary>
    static async Task LeaveBehindAsync(Database database, int tenantId)
    {
        await using var db = database.Open(new Viewer(tenantId, Role.DistributorAdmin, SubtreeRootId: null));
        var then = TimeProvider.System.GetUtcNow().UtcDateTime;
        var run = new ImportRun
        {
            Id = database.Ids.Next(),
            Kind = ImportKind.LicenseReconciliation,
            FileName = "killed.csv",
            Status = ImportStatus.Running,
            StartedAt = then,
            IssuedAt = then,
            ProgressAt = then,
            HidesRows = true,
            Owner = $"{Environment.MachineName} {int.MaxValue} 0",
        };
        var invoice = new Invoice { Id = database.Ids.Next(), Number = "G9", Currency = "USD", ImportRunId = run.Id, ImportedAt = then, IssuedAt = then };
        db.AddRange(run, invoice, new InvoiceLine
        {
            Id = database.Ids.Next(),
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
}
