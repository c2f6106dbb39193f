using CspGraph.Domain.Imports;

namespace CspGraph.Api.Tests.Imports;

public sealed class RepeatedImportTests
{
    [Theory]
    [InlineData("as it was")]
    [InlineData("compressed")]
    [InlineData("not seekable")]
    public async Task The_same_content_again_changes_nothing(string how)
    {
        await using var kit = await ImportKit.CreateAsync();
        var text = new ReconciliationFile().Line().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "")).Text();
        var first = await kit.ImportAsync(text);
        var (before, runs) = (await kit.RowsAsync(), await kit.CountAsync("ImportRuns"));

        var again = await kit.ImportAsync(how switch
        {
            "compressed" => ReconciliationFile.Compressed(text),
            "not seekable" => new OneWay(ReconciliationFile.Stream(text)),
            _ => ReconciliationFile.Stream(text),
        });

        Assert.Equal((first.RunId, true, ImportStatus.Succeeded, 2L, 0, 0), (again.RunId, again.AlreadyImported, again.Status, again.Lines, again.Created, again.Updated));
        Assert.Equal(before, await kit.RowsAsync());
        // Where only the end of the reading tells that the file came before, there is a record by then, and somebody may follow it.
        Assert.Equal((runs, how is "as it was" ? 0 : 1), (await kit.CountAsync("ImportRuns WHERE AlreadyImported = 0"), await kit.CountAsync("ImportRuns WHERE AlreadyImported = 1")));
    }

    [Fact]
    public async Task A_bad_file_is_read_anew_each_time()
    {
        await using var kit = await ImportKit.CreateAsync();
        var bad = new ReconciliationFile().Line(("Total", "1"));

        Assert.NotEqual((await kit.ImportAsync(bad)).RunId, (await kit.ImportAsync(bad)).RunId);
    }

    [Fact]
    public async Task A_fact_that_is_only_confirmed_is_no_update()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"), ("ChargeType", "cycleCharge"), ("ChargeStartDate", "2021-06-20"), ("ChargeEndDate", "2021-07-19")));

        Assert.Equal((0, 0), (outcome.Created, outcome.Updated));
    }

    [Fact]
    public async Task A_newer_file_changes_what_it_states_and_nothing_else()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"), ("ChargeStartDate", "2021-06-20"), ("ChargeEndDate", "2021-07-19"),
            ("Quantity", "60"), ("BillableQuantity", "60"), ("Subtotal", "864"), ("Total", "864"), ("CustomerName", "Renamed"), ("CustomerDomainName", "")));

        Assert.Equal((0, 2), (outcome.Created, outcome.Updated));
        var network = await kit.NetworkAsync();
        Assert.Contains(network, row => row.StartsWith("[\"C\"", StringComparison.Ordinal) && row.Contains("\"Renamed\",\"contososample.onmicrosoft.com\"", StringComparison.Ordinal));
        Assert.Contains(network, row => row.StartsWith("[\"S\"", StringComparison.Ordinal) && row.Contains(",60,144000,\"USD\",8640000,", StringComparison.Ordinal));
    }
}
