using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Usage;

/// <summary>All statements are shown, those too that another holds instead of.</summary>
sealed class UsageStatementType : EntityType<UsageStatement, CspGraphDb, Viewer>
{
    public UsageStatementType() : base("UsageStatement", "UsageStatements", 'U', "What one file says about the Azure usage of one month in one currency: the lines of one invoice, or what is not billed yet.")
    {
        Column(statement => statement.Month, "First day of the month in which the charge period of its lines starts.").Filterable();
        Column(statement => statement.Currency, "Billing currency.").As("CurrencyCode").Filterable();
        Column(statement => statement.InvoiceNumber, "The invoice; null for usage that is not billed yet.").Filterable();
        Column(statement => statement.Holds, "Whether it counts in spend: false once a later or a billed statement stands for the same usage.").Filterable();
        Column(statement => statement.FirstUsageOn, "The earliest day of usage in it.");
        Column(statement => statement.LastUsageOn, "The latest day of usage in it: how far it reaches.");
        Column(statement => statement.LineCount, "Lines of the file that belong to it.");
        Computed("cost", (statement, viewer) => Figure.OfCost(statement.Cost, statement.Currency, statement.ImportedAt, viewer.May(Right.SeeCosts), 0), "What its lines charge before tax.");
        Column(statement => statement.ImportedAt, "When its import was started.").Filterable().Sortable();
        Reference<ImportRun>("import", statement => statement.ImportRunId, "The import that brought it.");
    }
}
