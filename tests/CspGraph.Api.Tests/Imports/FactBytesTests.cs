using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What is set aside reads back exactly.</summary>
public sealed class FactBytesTests
{
    static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Gen.OneOfConst("", "Zoë", "名前", "😀", "\"\\\n\t\0'", "a:b,[c]{d}"));
    static readonly Gen<SkuKey> SkuKeys = Gen.Select(Texts, Texts, (product, sku) => new SkuKey(product, sku));

    static Gen<Fact<T>?> Facts<T>(Gen<T> values) where T : notnull => Gen.Select(values, Gen.DateTime, Gen.Bool, Gen.Int[0, 3],
        (value, at, isWeak, dice) => dice == 0 ? (Fact<T>?)null : new(value, DateTime.SpecifyKind(at, DateTimeKind.Utc), isWeak));

    [Fact]
    public void Facts_of_products() => Check(Gen.Select(Facts(Texts), Facts(Texts), (name, publisher) => new ProductFacts(name, publisher)));

    [Fact]
    public void Facts_of_SKUs() => Check(Gen.Select(Facts(Texts), Facts(Gen.Enum<SkuQualifiers>()), (name, qualifiers) => new SkuFacts(name, qualifiers)));

    [Fact]
    public void Facts_of_customers() => Check(Gen.Select(Facts(Texts), Facts(Texts), Facts(Texts), Facts(Texts), (name, domain, country, reseller) => new CustomerFacts(name, domain, country, reseller)));

    [Fact]
    public void Facts_of_resellers() => Check(Gen.Select(Gen.Date, Gen.Bool, (day, isKnown) => isKnown ? DateOnly.FromDateTime(day) : (DateOnly?)null));

    [Fact]
    public void Facts_of_subscriptions() => Check(Gen.Select(
        Gen.Select(Facts(Gen.Guid), Facts(Texts), Facts(SkuKeys), Facts(Texts), Facts(Gen.Int)),
        Gen.Select(Facts(Gen.Select(Texts, Gen.Decimal, Gen.Bool, (currency, amount, isKnown) => new SubscriptionPrice(currency, isKnown ? amount : null))),
            Facts(Gen.Enum<TermDuration>()), Facts(Gen.Enum<BillingCycle>()), Facts(Gen.Enum<SubscriptionStatus>()), Facts(Gen.Date.Select(DateOnly.FromDateTime))),
        Gen.Date,
        (first, second, start) => new SubscriptionFacts
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
            StartDate = DateOnly.FromDateTime(start),
        }));

    [Fact]
    public void Keys()
    {
        Check(Texts);
        Check(Gen.Guid);
        Check(Gen.Int);
        Check(SkuKeys);
    }

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
}
