using CsCheck;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Agreements;

/// <summary>Agreements and contracted minimums: each is one compound fact.</summary>
public sealed class AgreementFactsTests
{
    static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    static readonly Gen<AgreementFacts> Agreements = Gen.Int[0, 2].Array[5].Select(n => new AgreementFacts(n[0] == 0 ? null : new(
        new((AgreementStatus)n[1], n[2] == 0 ? null : new DateOnly(2026, 1, n[2]), n[3] == 0 ? "" : $"Name {n[3]}", n[4] == 0 ? "" : $"{n[4]}@a.example"), Monday.AddDays(n[0]))));

    static readonly Gen<MinimumFacts> Minimums = Gen.Int[0, 2].Array[3].Select(n =>
        new MinimumFacts(n[0] == 0 ? null : new(new(n[1], n[2] == 0 ? null : new DateOnly(2026, 1, n[2])), Monday.AddDays(n[0]))));

    [Fact]
    public void Joining_agreements_is_commutative_associative_and_idempotent() => Gen.Select(Agreements, Agreements, Agreements).Sample((a, b, c) =>
    {
        Assert.Equal(a.Join(b), b.Join(a));
        Assert.Equal(a.Join(b).Join(c), a.Join(b.Join(c)));
        Assert.Equal(a, a.Join(a));
    });

    [Fact]
    public void Joining_minimums_is_commutative_associative_and_idempotent() => Gen.Select(Minimums, Minimums, Minimums).Sample((a, b, c) =>
    {
        Assert.Equal(a.Join(b), b.Join(a));
        Assert.Equal(a.Join(b).Join(c), a.Join(b.Join(c)));
        Assert.Equal(a, a.Join(a));
    });

    [Fact]
    public void A_newer_agreement_takes_nothing_from_an_older()
    {
        var row = new CustomerAgreement { Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), Status = AgreementStatus.AcceptedDirectly, AcceptedOn = new(2024, 1, 1), SignatoryName = "Ana" };

        AgreementFacts.Of(row).Join(new(new Fact<Acceptance>(new(AgreementStatus.Required, null, "", ""), Monday))).WriteTo(row);

        Assert.Equal((AgreementStatus.Required, (DateOnly?)null, (string?)null, "1772409600000S"), (row.Status, row.AcceptedOn, row.SignatoryName, row.FactDates));
    }

    [Fact]
    public void What_is_written_to_a_minimum_is_read_from_it() => Minimums.Where(facts => facts.Terms is not null).Sample(facts =>
    {
        var row = new ContractedMinimum { Id = Guid.NewGuid(), SubscriptionId = Guid.NewGuid(), StartsOn = new(2026, 1, 1), MinimumQuantity = 0, FactDates = "" };
        facts.WriteTo(row);
        Assert.Equal(facts, MinimumFacts.Of(row));
    });
}
