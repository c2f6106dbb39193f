using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;

namespace CspGraph.Api.Demo;

/// <summary>A customer, who sells to it, and since when it may have bought.</summary>
sealed record DemoCustomer(Customer Row, Reseller? Reseller, DemoMarket Market, DateOnly Since);

/// <summary>Customers, each in its reseller's region, and their agreements.</summary>
sealed class DemoCustomers(DemoTenant tenant, IReadOnlyList<Reseller> resellers, DateOnly today, Ids ids, Random random)
{
    /// <summary>New commerce is not older than that in the demo.</summary>
    const int OldestInDays = 1400;
    static readonly DateOnly AttestationsCountFrom = new(2023, 4, 1);
    static readonly (AgreementStatus Status, int Weight)[] Statuses =
    [
        (AgreementStatus.AcceptedDirectly, 58), (AgreementStatus.AcceptedByAttestation, 30), (AgreementStatus.Required, 5),
        (AgreementStatus.Pending, 4), (AgreementStatus.ReacceptanceRequired, 3),
    ];

    public DemoCustomer Next(int index)
    {
        if (resellers.Count > 0 && index < DemoShared.Customers.Length)
        {
            var (name, domain, country, entraTenantId) = DemoShared.Customers[index];
            return Make(name, domain, country, entraTenantId, random.Pick([.. resellers.Where(reseller => reseller.Region == CspMarkets.RegionOf(country))]));
        }
        // A distributor holds a few customers itself; a direct-bill partner all of them.
        var seller = resellers.Count > 0 && !random.Chance(0.02) ? resellers[random.Skewed(resellers.Count)] : null;
        var market = DemoMarket.All[Country(seller)];
        var company = DemoNames.Customer(random, market);
        return Make(company, DemoNames.Domain(company), market.Country, random.NextGuid(), seller);
    }

    /// <summary>Null for the few whose agreement nobody has looked at.</summary>
    public CustomerAgreement? Agreement(DemoCustomer customer)
    {
        if (random.Chance(0.02)) return null;
        var status = random.Weighted(Statuses, choice => choice.Weight).Status;
        var accepted = AcceptedOn(status, customer.Since);
        var signatory = accepted is null ? null : DemoNames.Person(random, customer.Market);
        return new CustomerAgreement
        {
            Id = ids.Next(),
            CustomerId = customer.Row.Id,
            ResellerId = customer.Row.ResellerId,
            Status = status,
            AcceptedOn = accepted,
            SignatoryName = signatory,
            SignatoryEmail = signatory is null ? null : $"{string.Join('.', signatory.Split(' ').Select(DemoNames.Plain))}@{customer.Row.Domain}",
        };
    }

    DateOnly? AcceptedOn(AgreementStatus status, DateOnly since) => status switch
    {
        AgreementStatus.AcceptedDirectly => Between(since, today),
        AgreementStatus.AcceptedByAttestation => Between(since > AttestationsCountFrom ? since : AttestationsCountFrom, today),
        AgreementStatus.ReacceptanceRequired => AttestationsCountFrom.AddDays(-1 - random.Next(390)),
        _ => null,
    };

    DateOnly Between(DateOnly from, DateOnly to) => from.AddDays(random.Next(to.DayNumber - from.DayNumber + 1));

    string Country(Reseller? seller) => seller switch
    {
        null => random.Pick(tenant.Countries),
        _ when random.Chance(0.9) => seller.Country!,
        _ => random.Pick([.. tenant.Countries.Where(country => CspMarkets.RegionOf(country) == seller.Region)]),
    };

    DemoCustomer Make(string name, string domain, string country, Guid entraTenantId, Reseller? reseller)
    {
        var oldest = today.AddDays(-OldestInDays);
        return new DemoCustomer(
            new Customer { Id = ids.Next(), Name = name, Domain = domain, Country = country, EntraTenantId = entraTenantId, ResellerId = reseller?.Id },
            reseller, DemoMarket.All[country], reseller?.OnboardedOn is { } onboarded && onboarded > oldest ? onboarded : oldest);
    }
}
