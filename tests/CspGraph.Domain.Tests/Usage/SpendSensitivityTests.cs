using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class SpendSensitivityTests
{
    [Fact]
    public void The_defaults_are_as_documented()
    {
        Assert.Equal(new SpendSensitivity { OvernightPercent = 200, Sensitivity = 5, MinimumAmount = 20, WarmUpDays = 14 }, new SpendSensitivity());
        Assert.Empty(new SpendSensitivity().Objections());
    }

    [Fact]
    public void The_ends_of_every_range_are_allowed()
    {
        Assert.Empty(new SpendSensitivity { OvernightPercent = 50, Sensitivity = 2, MinimumAmount = 0, WarmUpDays = 7 }.Objections());
        Assert.Empty(new SpendSensitivity { OvernightPercent = 10_000, Sensitivity = 50, MinimumAmount = UsageAmounts.Most, WarmUpDays = 56 }.Objections());
    }

    [Fact]
    public void Each_field_beyond_its_range_is_objected_to()
    {
        Assert.Equal(
            [
                new(ObjectionCodes.BadUserInput, "overnightPercent is 49; it is a number from 50 to 10,000 (percent over the day before).", "overnightPercent"),
                new(ObjectionCodes.BadUserInput, "sensitivity is 1.99; it is a number from 2 to 50 (robust deviations).", "sensitivity"),
                new(ObjectionCodes.BadUserInput, "minimumAmount is -0.01; it is an amount from 0 to 9,000,000,000,000.", "minimumAmount"),
                new(ObjectionCodes.BadUserInput, "warmUpDays is 6; it is a number from 7 to 56 (days).", "warmUpDays"),
            ], new SpendSensitivity { OvernightPercent = 49, Sensitivity = 1.99m, MinimumAmount = -0.01m, WarmUpDays = 6 }.Objections());
        Assert.Equal(["overnightPercent", "sensitivity", "minimumAmount", "warmUpDays"],
            new SpendSensitivity { OvernightPercent = 10_001, Sensitivity = 50.1m, MinimumAmount = UsageAmounts.Most + 1, WarmUpDays = 57 }.Objections().Select(objection => objection.Field));
    }
}
