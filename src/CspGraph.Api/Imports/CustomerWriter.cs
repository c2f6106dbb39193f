using CspGraph.Data;
using CspGraph.Domain.Customers;

namespace CspGraph.Api.Imports;

/// <summary>Customers that a file names, by Entra tenant.</summary>
sealed class CustomerWriter(CspGraphDb db, FactJoin join, EntityIds ids, ResellerTree tree)
{
    /// <summary>Who holds each customer that was met.</summary>
    public Dictionary<Guid, Guid?> ResellerOf { get; } = [];

    /// <summary>Customers that another reseller holds than before.</summary>
    public List<Guid> Moved { get; } = [];

    public Task WriteAsync(Dictionary<Guid, CustomerFacts> stated) => join.WriteAsync(stated, ids.Customers,
        keys => db.Customers.Whole().Where(row => keys.Contains(row.EntraTenantId)),
        row => (row.EntraTenantId, row.Id),
        (row, facts) => Write(row, CustomerFacts.Of(row, tree.PlaIdOf(row.ResellerId)).Join(facts)),
        (entraTenantId, facts, id) =>
        {
            var row = new Customer { Id = id, EntraTenantId = entraTenantId, Name = $"Customer {entraTenantId}" };
            Write(row, facts);
            return row;
        });

    void Write(Customer row, CustomerFacts facts)
    {
        if (row.FactDates is null) row.UndatedResellerId = row.ResellerId;
        var reseller = tree.Seller(facts.ResellerPlaId?.Value, row.UndatedResellerId);
        if (reseller != row.ResellerId) Moved.Add(row.Id);
        row.ResellerId = reseller;
        ResellerOf[row.Id] = reseller;
        facts.WriteTo(row);
    }
}
