using CspGraph.Domain.Customers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Tests.Reads;

/// <summary>Azure usage of every second customer: a billed month with the export that it replaced, and a month that is not billed yet in two currencies.</summary>
sealed class ReadUsage(Func<Guid> nextId, DateTime start)
{
    static readonly DateOnly January = new(2026, 1, 1);
    static readonly DateOnly February = new(2026, 2, 1);

    public IEnumerable<ITenantOwned> Make(IReadOnlyList<Customer> customers, Guid runId)
    {
        var statements = new[]
        {
            Statement(January, "EUR", "G000009", holds: true),
            Statement(January, "EUR", invoiceNumber: null, holds: false),
            Statement(February, "EUR", invoiceNumber: null, holds: true),
            Statement(February, "USD", invoiceNumber: null, holds: true),
            Statement(February, "USD", "G000010", holds: true, isComplete: false),
        };
        return [.. statements, .. customers.Where((_, i) => i % 2 == 0).SelectMany((customer, i) => statements.SelectMany(statement => Days(customer, statement, i)))];

        UsageStatement Statement(DateOnly month, string currency, string? invoiceNumber, bool holds, bool isComplete = true) => new()
        {
            Id = nextId(),
            Month = month,
            Currency = currency,
            InvoiceNumber = invoiceNumber,
            ImportRunId = runId,
            ImportedAt = start.AddMonths(1),
            IssuedAt = start,
            IsComplete = isComplete,
            Holds = holds && isComplete,
            FirstUsageOn = month,
            LastUsageOn = month.AddDays(27),
            LineCount = 12,
            Cost = 100.123456m,
        };
    }

    IEnumerable<ITenantOwned> Days(Customer customer, UsageStatement statement, int number)
    {
        var virtualMachines = nextId();
        // One of two entitlements has a name.
        if (statement.InvoiceNumber == "G000009")
            yield return new UsageEntitlement { MicrosoftCustomerId = customer.EntraTenantId, EntitlementId = virtualMachines, Name = $"{customer.Name} production", NameStatedAt = start };
        for (var day = 0; day < 3; day++)
        {
            yield return Day(day * 2, virtualMachines, "Virtual Machines", 1.25m + number, 2m, costMissing: 0);
            yield return Day(day * 2, Guid.Empty, "", 0.000001m, 0m, costMissing: day == 1 ? 1 : 0, listPriceMissing: 1);
        }

        UsageDay Day(int after, Guid entitlement, string service, decimal cost, decimal listPrice, long costMissing, long listPriceMissing = 0) => new()
        {
            MicrosoftCustomerId = customer.EntraTenantId,
            Day = statement.Month.AddDays(after),
            StatementId = statement.Id,
            EntitlementId = entitlement,
            Service = service,
            Cost = cost,
            ListPrice = listPrice,
            Lines = 1 + costMissing,
            CostMissing = costMissing,
            ListPriceMissing = listPriceMissing,
        };
    }
}
