using CsCheck;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Pricing;

public sealed class PriceOfDayTests
{
    static readonly DateOnly First = new(2026, 1, 1);
    static readonly Func<IQueryable<Price>, Price, DateOnly, bool> Holds = PriceOfDay.Holds.Compile();

    /// <summary>Two offers, some restated; starts and ends within twelve days, so that they overlap, touch, nest and leave gaps.</summary>
    static readonly Gen<Price> Prices = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 11], Gen.Int[-1, 11], Gen.Int[0, 4],
        (offer, start, length, fate) => Price($"offer {offer}", start, length < 0 ? null : start + length, isSuperseded: fate == 0));

    static Price Price(string offer, int start, int? end, bool isSuperseded = false) => new()
    {
        Id = Guid.Empty,
        ImportRunId = Guid.Empty,
        LineNumber = 2,
        MicrosoftProductId = "P",
        CatalogId = "P:0001",
        Market = "PT",
        Currency = "EUR",
        Segment = PriceSegment.Commercial,
        BillingPlan = BillingCycle.Monthly,
        OfferKey = offer,
        EffectiveStartDate = First.AddDays(start),
        EffectiveEndDate = end is { } day ? First.AddDays(day) : null,
        UnitPrice = 1,
        IssuedAt = default,
        IsSuperseded = isSuperseded,
    };

    /// <summary>Day by day: whatever begins takes over, and whatever has ended gives back to what began before it.</summary>
    static Price? OnDay(IEnumerable<Price> offer, DateOnly asked)
    {
        var running = new List<Price>();
        for (var day = First; day <= asked; day = day.AddDays(1))
        {
            running.AddRange(offer.Where(price => price.EffectiveStartDate == day && !price.IsSuperseded));
            running.RemoveAll(price => price.EffectiveEndDate is { } last && last < day);
        }
        return running.LastOrDefault();
    }

    [Fact]
    public void One_price_of_an_offer_holds_and_it_is_the_one_found_day_by_day() => Prices.Array[0, 8].Sample(drawn =>
    {
        var prices = drawn.DistinctBy(price => (price.OfferKey, price.EffectiveStartDate)).ToArray();
        for (var day = First.AddDays(-1); day < First.AddDays(24); day = day.AddDays(1))
        {
            var held = prices.GroupBy(price => price.OfferKey).Select(offer => OnDay(offer, day)).OfType<Price>().ToHashSet();
            Assert.Equal(held, prices.Where(price => Holds(prices.AsQueryable(), price, day)).ToHashSet());
            Assert.Equal(held, PriceOfDay.Of(prices, day).ToHashSet());
        }
    });

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 5)]
    [InlineData(8, 5)]
    [InlineData(9, 0)]
    [InlineData(10, 0)]
    [InlineData(11, null)]
    public void A_price_within_another_holds_while_it_lasts(int day, int? start)
    {
        Price[] prices = [Price("offer", 0, 10), Price("offer", 5, 8)];
        var held = prices.Where(price => Holds(prices.AsQueryable(), price, First.AddDays(day))).Select(price => (int?)price.EffectiveStartDate.DayNumber - First.DayNumber);
        Assert.Equal(start is null ? [] : [start], held);
    }
}
