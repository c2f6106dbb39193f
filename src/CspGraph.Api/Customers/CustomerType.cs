using CspGraph.Api.Usage;
using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Customers;

/// <summary>A customer, with what it holds. One without a reseller is the distributor's own, seen only by who sees the whole tenant.</summary>
sealed class CustomerType : EntityType<Customer, CspGraphDb, Viewer>
{
    public const char Tag = 'C';

    public CustomerType() : base("Customer", "Customers", Tag, "An end customer: one Microsoft tenant.")
    {
        Column(customer => customer.Name, "Its name.").Filterable().Sortable();
        Column(customer => customer.Domain, "Its primary domain.").Filterable().Sortable();
        Column(customer => customer.Country, "The country of its tenant.").As("CountryCode").Filterable();
        Column(customer => customer.EntraTenantId, "Its Microsoft Entra tenant: CustomerId in Partner Center.").Filterable();
        Reference<Reseller>("reseller", customer => customer.ResellerId, "Who holds it; null for a direct customer.").Filterable();
        ReferenceFrom<CustomerAgreement>("agreement", agreement => agreement.CustomerId, "Its Microsoft Customer Agreement; null when nothing is known of one.").Filterable();
        ReferenceFrom<CustomerBudget>("budget", budget => budget.CustomerId, "What its Azure usage of a month is to come to at most; null without one.").Filterable();
        Connection<CspSubscription>("subscriptions", subscription => subscription.CustomerId, "Its subscriptions.").Filterable();
        Connection<Alert>("alerts", alert => alert.CustomerId, "What somebody should see to about it and its subscriptions, the newest first.").Filterable();
        Resolved("spend", CustomerSpend.OfAsync, "What its Azure usage comes to in a range of days.", arguments: CustomerSpend.Arguments).OfUpTo(CustomerSpend.MostDays, "groups").Weighing(100);
    }
}
