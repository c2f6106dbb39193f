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

    [Theory]
    [InlineData(AgreementStatus.Required, null)]
    [InlineData(AgreementStatus.Pending, null)]
    [InlineData(AgreementStatus.AcceptedDirectly, AcceptanceMethod.Direct)]
    [InlineData(AgreementStatus.AcceptedByAttestation, AcceptanceMethod.Attestation)]
    [InlineData(AgreementStatus.ReacceptanceRequired, AcceptanceMethod.Attestation)]
    public void How_it_was_accepted_follows_the_status_that_is_stated(AgreementStatus status, AcceptanceMethod? method)
    {
        var row = new CustomerAgreement { Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), Status = AgreementStatus.Required, FactDates = "" };
        new AgreementFacts(new Fact<Acceptance>(new(status, null, "", ""), Monday)).WriteTo(row);
        Assert.Equal(method, row.AcceptanceMethod);
    }

    [Fact]
    public void The_text_that_was_accepted_stays_as_long_as_the_acceptance_is_the_same()
    {
        var accepted = new Acceptance(AgreementStatus.AcceptedDirectly, new(2026, 1, 1), "Ana", "");
        var row = new CustomerAgreement { Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), Status = accepted.Status, AcceptedOn = accepted.On, SignatoryName = accepted.Name, TemplateId = "t1" };
        new AgreementFacts(new Fact<Acceptance>(accepted, Monday)).WriteTo(row);
        Assert.Equal("t1", row.TemplateId);
        new AgreementFacts(new Fact<Acceptance>(accepted with { On = new(2026, 1, 2) }, Monday)).WriteTo(row);
        Assert.Null(row.TemplateId);
    }

    [Fact]
    public void What_is_written_to_a_minimum_is_read_from_it() => Minimums.Where(facts => facts.Terms is not null).Sample(facts =>
    {
        var row = new ContractedMinimum { Id = Guid.NewGuid(), SubscriptionId = Guid.NewGuid(), StartsOn = new(2026, 1, 1), MinimumQuantity = 0, FactDates = "" };
        facts.WriteTo(row);
        Assert.Equal(facts, MinimumFacts.Of(row));
    });
}
