using CspGraph.Domain.Alerts;

namespace CspGraph.Domain.Tests.Alerts;

/// <summary>What a tenant may decide of what it is told: each range at both ends.</summary>
public sealed class WatchSettingsTests
{
    static readonly WatchSettings Usual = WatchSettings.Default;

    [Fact]
    public void Who_has_decided_nothing_is_told_30_7_and_1_days_ahead() =>
        Assert.Equal("30 7 1, 7, 200 %, 5, 20, 14", $"{string.Join(' ', Usual.RenewalDays)}, {Usual.MaxUsageAgeDays}, {Usual.Spend.OvernightPercent} %, {Usual.Spend.Sensitivity}, {Usual.Spend.MinimumAmount}, {Usual.Spend.WarmUpDays}");

    [Fact]
    public void The_defaults_and_both_ends_of_each_range_can_be_decided_on()
    {
        Assert.Empty(Usual.Objections());
        Assert.Empty((Usual with { RenewalDays = [1], Spend = new() { OvernightPercent = 50, Sensitivity = 2, MinimumAmount = 0, WarmUpDays = 7 }, MaxUsageAgeDays = 1 }).Objections());
        Assert.Empty((Usual with { RenewalDays = [365, 364, 9, 8, 7, 6, 5, 4, 3, 2], Spend = new() { OvernightPercent = 10_000, Sensitivity = 20, MinimumAmount = 1_000_000, WarmUpDays = 56 }, MaxUsageAgeDays = 60 }).Objections());
    }

    public static TheoryData<WatchSettings, string> Beyond => new()
    {
        { Usual with { RenewalDays = [] }, "renewalDays" },
        { Usual with { RenewalDays = [0] }, "renewalDays" },
        { Usual with { RenewalDays = [366] }, "renewalDays" },
        { Usual with { RenewalDays = [7, 7] }, "renewalDays" },
        { Usual with { RenewalDays = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1] }, "renewalDays" },
        { Usual with { Spend = new() { OvernightPercent = 49 } }, "overnightPercent" },
        { Usual with { Spend = new() { OvernightPercent = 10_001 } }, "overnightPercent" },
        { Usual with { Spend = new() { Sensitivity = 1.99m } }, "sensitivity" },
        { Usual with { Spend = new() { Sensitivity = 50.01m } }, "sensitivity" },
        { Usual with { Spend = new() { Sensitivity = 2.001m } }, "sensitivity" },
        { Usual with { Spend = new() { MinimumAmount = -0.0001m } }, "minimumAmount" },
        { Usual with { Spend = new() { MinimumAmount = 1_000_000.0001m } }, "minimumAmount" },
        { Usual with { Spend = new() { MinimumAmount = 0.00001m } }, "minimumAmount" },
        { Usual with { Spend = new() { WarmUpDays = 6 } }, "warmUpDays" },
        { Usual with { Spend = new() { WarmUpDays = 57 } }, "warmUpDays" },
        { Usual with { MaxUsageAgeDays = 0 }, "maxUsageAgeDays" },
        { Usual with { MaxUsageAgeDays = 61 }, "maxUsageAgeDays" },
    };

    [Theory, MemberData(nameof(Beyond))]
    public void What_is_beyond_a_range_is_refused(WatchSettings settings, string field) => Assert.Equal([field], settings.Objections().Select(objection => objection.Field));

    [Fact]
    public void Days_are_told_the_farthest_first_and_decided_on_when_they_become_others()
    {
        var (before, now) = (new DateTime(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2027, 3, 2, 0, 0, 0, DateTimeKind.Utc));
        var decided = Usual.TellingOn([7, 60], before);
        Assert.Equal(("60 7", before), (string.Join(' ', decided.RenewalDays), decided.RenewalDaysSetAt));
        Assert.Equal(before, decided.TellingOn([60, 7], now).RenewalDaysSetAt);
        Assert.Equal(now, decided.TellingOn([60], now).RenewalDaysSetAt);
        Assert.Equal(DateTime.MinValue, Usual.TellingOn([1, 7, 30], now).RenewalDaysSetAt);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var row = new WatchPolicy { Id = Guid.Empty, RenewalDays = "", RenewalDaysSetAt = default, OvernightPercent = 0, Sensitivity = 0, MinimumAmount = 0, WarmUpDays = 0, MaxUsageAgeDays = 0 };
        var settings = new WatchSettings([60, 7], new DateTime(2027, 3, 1), 3) { Spend = new() { OvernightPercent = 75, Sensitivity = 2.25m, MinimumAmount = 0.5m, WarmUpDays = 9 } };
        settings.WriteTo(row);
        Assert.Equal("60 7", row.RenewalDays);
        int[] none = [];
        Assert.Equal(settings with { RenewalDays = none }, WatchSettings.Of(row) with { RenewalDays = none });
        Assert.Equal(settings.RenewalDays, WatchSettings.Of(row).RenewalDays);
        Assert.Same(Usual, WatchSettings.Of(null));
    }
}
