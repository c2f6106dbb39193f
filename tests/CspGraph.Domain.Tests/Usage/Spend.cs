using CsCheck;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

/// <summary>Series for tests. They begin on a Monday.</summary>
static class Spend
{
    public static readonly DateOnly Monday = new(2026, 6, 1);
    public static readonly SpendSensitivity Usual = new();

    /// <summary>Anything at all, also within the warm-up.</summary>
    public static readonly SpendSensitivity Fine = new() { MinimumAmount = 0, OvernightPercent = 50, Sensitivity = 2, WarmUpDays = 7 };

    public static DailySpend Series(params decimal?[] amounts) => new(Monday, amounts);

    public static DailySpend Series(IEnumerable<decimal> amounts) => new(Monday, [.. amounts.Select(amount => (decimal?)amount)]);

    public static IEnumerable<decimal> Days(int count, Func<int, decimal> amount) => Enumerable.Range(0, count).Select(amount);

    public static DateOnly Last(DailySpend series) => series.First.AddDays(series.Count - 1);

    public static SpendSpike? JudgeLast(DailySpend series, SpendSensitivity? settings = null) => SpendSpikes.Judge(series, Last(series), settings ?? Usual);

    /// <summary>Whole cents up to some thousands, often zero, now and then negative, a few days unknown.</summary>
    public static readonly Gen<decimal?> Amount = Gen.Frequency(
        (12, Gen.Int[0, 500_000].Select(cents => (decimal?)cents / 100)),
        (3, Gen.OneOfConst<decimal?>(0)),
        (1, Gen.Int[-50_000, 0].Select(cents => (decimal?)cents / 100)),
        (1, Gen.OneOfConst<decimal?>([null])));

    /// <summary>A level with noise and now and then a jump: more like spend than any numbers.</summary>
    public static readonly Gen<decimal?[]> Lifelike =
        from level in Gen.Int[1, 2000]
        from days in Gen.Select(Gen.Int[70, 130], Gen.Frequency((15, Gen.Const(1)), (1, Gen.Int[2, 9]))).Array[10, 80]
        select days.Select(day => (decimal?)(level * day.Item1 * day.Item2 / 100m)).ToArray();

    public static readonly Gen<decimal?[]> Any = Gen.OneOf(Amount.Array[0, 80], Lifelike);
}
