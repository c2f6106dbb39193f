using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Billing;

/// <summary>One issue of an invoice. The list has those that hold; the earlier ones hang on them.</summary>
sealed class InvoiceType : EntityType<Invoice, CspGraphDb, Viewer>
{
    public InvoiceType() : base("Invoice", "Invoices", 'I', "An invoice of Microsoft to the distributor, known from its reconciliation lines. Resellers see none.")
    {
        Column(invoice => invoice.Number, "Microsoft's invoice number.").Filterable().Sortable();
        Column(invoice => invoice.Currency, "Billing currency.").As("CurrencyCode").Filterable();
        Column(invoice => invoice.LineCount, "How many lines it has.");
        Computed("subtotal", (invoice, viewer) => Figure.OfCost(invoice.Subtotal, invoice.Currency, invoice.ImportedAt, viewer.May(Right.SeeCosts), 0), "Sum of its lines before tax.");
        Computed("taxTotal", (invoice, viewer) => Figure.OfCost(invoice.TaxTotal, invoice.Currency, invoice.ImportedAt, viewer.May(Right.SeeCosts), 0), "Tax.");
        Computed("total", (invoice, viewer) => Figure.OfCost(invoice.Total, invoice.Currency, invoice.ImportedAt, viewer.May(Right.SeeCosts), 0), "Sum of its lines with tax.");
        Column(invoice => invoice.ImportedAt, "When its lines were imported.").Filterable().Sortable();
        Column(invoice => invoice.IssuedAt, "When its file was made, as told by who sent it; else when it was imported.");
        Reference<Invoice>("supersededBy", invoice => invoice.SupersededById, "The next issue of the same number, which holds instead of this one; null for the one that holds.");
        ReferenceFrom<Invoice>("supersedes", earlier => earlier.SupersededById, "The issue before this one, kept with its lines as it was; null for the first.");
        Reference<Domain.Imports.ImportRun>("import", invoice => invoice.ImportRunId, "The import that brought it.");
        Connection<InvoiceLine>("lines", line => line.InvoiceId, "Its lines, in the file's order where none is asked for.");
    }
}
