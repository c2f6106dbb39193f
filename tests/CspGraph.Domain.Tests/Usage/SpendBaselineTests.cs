using CsCheck;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class SpendBaselineTests
{
    /// <summary>The same by the book, slowly, from the description in docs/spend-watch.md.</summary>
    static (double Expected, double Spread)? ByTheBook(decimal?[] days)
    {
        var before = days.Select((amount, i) => (Back: days.Length - i, Amount: amount is { } known ? Math.Max(0, (double)known) : (double?)null)).Where(day => day.Amount is not null && day.Back <= 56).Select(day => (day.Back, Amount: day.Amount!.Value)).ToList();
        if (before.Count < 7) return null;
        var recent = before.Where(day => day.Back <= 14).ToList();
        if (recent.Count(day => day.Amount > 0) * 2 <= recent.Count)
        {
            var used = before.Where(day => day.Amount > 0).Select(day => day.Amount).ToList();
            return used.Count < 3 ? (0, 0) : (Median(used), Math.Max(Median(used) / 10, Deviation(used)));
        }
        var weeks = before.GroupBy(day => (day.Back - 1) / 7).Where(week => (week.Key + 1) * 7 <= days.Length && week.Count() >= 4 && Median(week.Select(day => day.Amount)) > 0);
        var shares = weeks.SelectMany(week => week.Select(day => (Slot: day.Back % 7, Share: day.Amount / Median(week.Select(other => other.Amount))))).ToLookup(day => day.Slot, day => day.Share);
        double Factor(int back)
        {
            var seen = shares[back % 7].Order().ToList();
            return seen.Count == 0 ? 1 : 1 + seen.Count / (seen.Count + 0.5) * (seen[(seen.Count - 1) / 2] - 1);
        }
        var level = Median(recent.Where(day => Factor(day.Back) >= 0.25).Select(day => day.Amount / Factor(day.Back)));
        var distances = before.Where(day => day.Back <= 28).Select(day => day.Amount - level * Factor(day.Back));
        return (level * Factor(0), Math.Max(Deviation(distances), Math.Max(level, level * Factor(0)) / 10));
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    static double Deviation(IEnumerable<double> values) => values.ToList() is var all && Median(all) is var median ? 1.4826 * Median(all.Select(value => Math.Abs(value - median))) : 0;

    static SpendBaseline? Of(decimal?[] days) => SpendBaseline.Of(Spend.Series(days), Spend.Monday.AddDays(days.Length));

    [Fact]
    public void It_is_as_the_book_says() => Spend.Any.Sample(days =>
    {
        var (told, expected) = (Of(days), ByTheBook(days));
        Assert.Equal(expected is null, told is null);
        if (told is null) return;
        Assert.Equal(expected!.Value.Expected, (double)told.Expected, 1e-6);
        Assert.Equal(expected.Value.Spread, (double)told.Spread, 1e-6);
    });

    [Fact]
    public void What_is_beyond_eight_weeks_does_not_matter() => Gen.Select(Spend.Amount.Array[1, 30], Spend.Amount.Array[1, 30], Spend.Amount.Array[56]).Sample((one, other, days) =>
    {
        var (told, same) = (Of([.. one, .. days]), Of([.. other, .. days]));
        Assert.Equal((told?.Expected, told?.Spread), (same?.Expected, same?.Spread));
    });

    /// <summary>Spend within a tenth of its level; one day of three weeks or more, the last one too, is as high as can be.</summary>
    [Fact]
    public void One_outlier_hardly_moves_it() => Gen.Select(Gen.Int[95, 105].Array[21, 60], Gen.Int[0, 59], Gen.OneOfConst(0m, 500m, 1_000_000m)).Sample((noise, place, outlier) =>
    {
        decimal?[] days = [.. noise.Select(amount => (decimal?)amount)];
        var plain = Of(days)!;
        days[^(1 + place % days.Length)] = outlier;
        var moved = Of(days)!;
        Assert.InRange(moved.Expected, plain.Expected * 0.9m, plain.Expected * 1.1m);
        Assert.InRange(moved.Spread, plain.Spread * 0.5m, plain.Spread * 1.5m);
    });

    [Fact]
    public void A_new_level_is_taken_up_within_two_weeks()
    {
        decimal Expected(int days) => Of([.. Spend.Days(40 + days, day => day < 40 ? 100 : 300).Select(amount => (decimal?)amount)])!.Expected;
        Assert.Equal((100, 100, 200, 300, 300), (Expected(0), Expected(6), Expected(7), Expected(8), Expected(14)));
    }

    [Theory]
    [InlineData(2, "36")]
    [InlineData(8, "24.705882")]
    public void A_quiet_Saturday_is_known_the_better_the_more_weeks_have_shown_it(int weeks, string expected) =>
        Assert.Equal(decimal.Parse(expected), decimal.Round(Of([.. Spend.Days(weeks * 7 + 5, day => day % 7 is 5 or 6 ? 20 : 100).Select(amount => (decimal?)amount)])!.Expected, 6));

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void It_takes_seven_known_days(int known, bool isTold) =>
        Assert.Equal(isTold, Of([.. Enumerable.Repeat((decimal?)null, 30), .. Enumerable.Repeat((decimal?)5, known)]) is not null);
}
