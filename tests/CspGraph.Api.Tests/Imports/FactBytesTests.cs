using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What is set aside reads back exactly.</summary>
public sealed class FactBytesTests
{
    static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Gen.OneOfConst("", "Zoë", "名前", "😀", "\"\\\n\t\0'", "a:b,[c]{d}"));
    static readonly Gen<SkuKey> SkuKeys = Gen.Select(Texts, Texts, (product, sku) => new SkuKey(product, sku));

    static readonly Gen<DateOnly> Days = Gen.Date.Select(DateOnly.FromDateTime);

    static Gen<Fact<T>?> Facts<T>(Gen<T> values) where T : notnull => Gen.Select(values, Gen.DateTime, Gen.Bool, Gen.Int[0, 3],
        (value, at, isWeak, dice) => dice == 0 ? (Fact<T>?)null : new(value, DateTime.SpecifyKind(at, DateTimeKind.Utc), isWeak));

    [Fact]
    public void Facts_of_products() => Check(Gen.Select(Facts(Texts), Facts(Texts), (name, publisher) => new ProductFacts(name, publisher)));

    [Fact]
    public void Facts_of_SKUs() => Check(Gen.Select(Facts(Texts), Facts(Gen.Enum<SkuQualifiers>()), (name, qualifiers) => new SkuFacts(name, qualifiers)));

    [Fact]
    public void Facts_of_customers() => Check(Gen.Select(Facts(Texts), Facts(Texts), Facts(Texts), Facts(Texts), (name, domain, country, reseller) => new CustomerFacts(name, domain, country, reseller) { Holder = reseller is null ? name : null }));

    [Fact]
    public void Facts_of_resellers() => Check(Gen.Select(
        Gen.Select(Facts(Texts), Facts(Texts), Facts(Gen.Enum<CspRegion>()), Facts(Gen.Guid), Facts(Texts)),
        Gen.Select(Facts(Gen.Enum<ResellerStatus>()), Facts(Gen.Enum<MaicppStatus>()), Facts(Gen.Enum<RelationshipState>()), Facts(Days), Facts(Days)),
        Gen.Select(Days, Gen.Bool),
        (first, second, sold) => new ResellerFacts
        {
            Name = first.Item1,
            Country = first.Item2,
            Region = first.Item3,
            EntraTenant = first.Item4,
            PgaId = first.Item5,
            Status = second.Item1,
            Maicpp = second.Item2,
            Relationship = second.Item3,
            MpaAccepted = second.Item4,
            Onboarded = second.Item5,
            SoldOn = sold.Item2 ? sold.Item1 : null,
        }));

    [Fact]
    public void Facts_of_agreements() => Check(Facts(Gen.Select(Gen.Enum<AgreementStatus>(), Days, Gen.Bool, Texts, Texts,
        (status, on, isKnown, name, email) => new Acceptance(status, isKnown ? on : null, name, email))).Select(acceptance => new AgreementFacts(acceptance)));

    [Fact]
    public void Facts_of_minimums() => Check(Facts(Gen.Select(Gen.Int, Days, Gen.Bool, (quantity, endsOn, isKnown) => new MinimumTerms(quantity, isKnown ? endsOn : null)))
        .Select(terms => new MinimumFacts(terms)));

    [Fact]
    public void Mentions_of_items() => Check(Gen.Select(Gen.Int[0, 9], Texts, Gen.Long, Gen.Int[0, 2], (index, key, number, dice) =>
    {
        var place = new ItemPlace("customers", index, number);
        return dice == 0 ? new ItemMentions(null, null, new ItemName("resellers", key, place, "reseller"))
            : new ItemMentions(new ItemStatement(place, number), dice == 1 ? null : new ItemStatement(place with { Index = index + 1 }, ~number), null);
    }));

    [Fact]
    public void Facts_of_subscriptions() => Check(Gen.Select(
        Gen.Select(Facts(Gen.Guid), Facts(Texts), Facts(SkuKeys), Facts(Texts), Facts(Gen.Int)),
        Gen.Select(Facts(Gen.Select(Texts, Gen.Decimal, Gen.Bool, (currency, amount, isKnown) => new SubscriptionPrice(currency, isKnown ? amount : null))),
            Facts(Gen.Enum<TermDuration>()), Facts(Gen.Enum<BillingCycle>()), Facts(Gen.Enum<SubscriptionStatus>()), Facts(Gen.Date.Select(DateOnly.FromDateTime))),
        Gen.Select(Gen.Date, Facts(Gen.DateTime.Select(at => DateTime.SpecifyKind(at, DateTimeKind.Utc))), Facts(Gen.Bool), Facts(Texts)),
        (first, second, third) => new SubscriptionFacts
        {
            Customer = first.Item1,
            PartnerOfRecord = first.Item2,
            Sku = first.Item3,
            Name = first.Item4,
            Quantity = first.Item5,
            Price = second.Item1,
            Term = second.Item2,
            Cycle = second.Item3,
            Status = second.Item4,
            CommitmentEnd = second.Item5,
            StartDate = DateOnly.FromDateTime(third.Item1),
            CancellationAllowed = third.Item2,
            AutoRenew = third.Item3,
            ScheduledActions = third.Item4,
        }));

    [Fact]
    public void Keys()
    {
        Check(Texts);
        Check(Gen.Guid);
        Check(Gen.Int);
        Check(SkuKeys);
        Check(Gen.Select(Gen.Guid, Days, (subscription, startsOn) => new MinimumKey(subscription, startsOn)));
    }

    [Fact]
    public void A_text_that_is_not_there_is_not_the_empty_one() =>
        Assert.Equal(new TwoTexts(null, ""), FactBytes.Read<TwoTexts>(FactBytes.Write(new TwoTexts(null, ""))));

    [Fact]
    public void The_kind_of_a_date_and_the_places_of_an_amount_are_kept()
    {
        var read = FactBytes.Read<Fact<SubscriptionPrice>>(FactBytes.Write(new Fact<SubscriptionPrice>(new("EUR", 1.500m), new DateTime(1, DateTimeKind.Utc))));
        Assert.Equal((1L, DateTimeKind.Utc, "1.500"), (read.StatedAt.Ticks, read.StatedAt.Kind, read.Value.Amount!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_longest_key_fits_its_column() =>
        Assert.InRange(Convert.ToHexString(FactBytes.Write(new SkuKey(new string('名', 40), new string('名', 20)))).Length, 360, 400);

    static void Check<T>(Gen<T> values) => values.Sample(value => Assert.Equal(value, FactBytes.Read<T>(FactBytes.Write(value))), iter: 2_000, threads: 1);

    public sealed record TwoTexts(string? One, string? Other);
}
