using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Reads;

/// <summary>Sums beyond what one of their parts may be.</summary>
public sealed class LargeSumTests
{
    [Fact]
    public async Task Seats_of_a_subtree_are_summed_in_64_bits()
    {
        var network = new ReadNetwork(tenantId: 1, width: 1);
        await using var database = await ReadDatabase.CreateAsync(network);
        var alfa = network.KeyOf("Reseller Alfa");
        await using (var db = database.Database.Open(network.Admin))
        {
            var rows = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).ToListAsync();
            foreach (var row in rows) (row.Status, row.Quantity) = (SubscriptionStatus.Suspended, 1);
            // Both of one reseller and currency: one group of the statement.
            foreach (var row in rows.Take(2)) (row.Status, row.Quantity, row.Currency, row.ResellerId) = (SubscriptionStatus.Active, 2_000_000_000, "EUR", alfa);
            await db.SaveChangesAsync();
        }

        var answer = await database.AnswerAsync("""{ resellers(first: 1, where: { name: { eq: "Alfa" } }) { nodes { summary { subscriptions seats } } } }""", default, network.Admin);

        Assert.Equal("""{"data":{"resellers":{"nodes":[{"summary":{"subscriptions":2,"seats":4000000000}}]}}}""", answer);
    }
}
