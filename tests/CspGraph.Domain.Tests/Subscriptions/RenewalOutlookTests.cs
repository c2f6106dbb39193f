using CsCheck;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;
using static CspGraph.Domain.Subscriptions.RenewalOutcome;
using static CspGraph.Domain.Subscriptions.RenewalReason;

namespace CspGraph.Domain.Tests.Subscriptions;

public sealed class RenewalOutlookTests
{
    /// <summary>A year that began on 1 August 2026, ten seats at 20 a month.</summary>
    static readonly RenewalFacts Year = new()
    {
        Status = SubscriptionStatus.Active,
        StartDate = new(2026, 8, 1),
        CommitmentEndDate = new(2027, 7, 31),
        TermDuration = TermDuration.P1Y,
        BillingCycle = BillingCycle.Monthly,
        Quantity = 10,
        UnitPrice = 20,
        CatalogId = "CFQ7TTC0LF8S:0001",
    };

    public static readonly TheoryData<string, bool?, string?, RenewalOutcome?, RenewalReason> Table = new()
    {
        { "Active", true, null, Renews, AutoRenewOn },
        { "Active", true, "", Renews, AutoRenewOn },
        { "Active", false, "", ExtendedServiceTerm, AutoRenewOff },
        { "Active", null, "", null, AutoRenewNotStated },
        { "Pending", true, "", Renews, AutoRenewOn },
        { "Suspended", true, "", Expires, Suspended },
        { "Suspended", true, "TermEnd RenewToNewTerm", Expires, Suspended },
        { "Suspended", true, "CustomDate Cancel 2027-01-31", Cancels, CancelScheduledEarlier },
        { "Expired", true, "", null, NotRunning },
        { "Disabled", true, "", null, NotRunning },
        { "Deleted", true, "TermEnd RenewToNewTerm", null, NotRunning },
        // Only scheduled actions count where there is one for the end of the term.
        { "Active", true, "TermEnd Cancel", Cancels, CancelScheduled },
        { "Active", null, "TermEnd Cancel", Cancels, CancelScheduled },
        { "Active", true, "TermEnd RenewToExtendedServiceTerm", ExtendedServiceTerm, ExtendedServiceTermScheduled },
        { "Active", false, "TermEnd RenewToNewTerm", Renews, RenewalScheduled },
        { "Active", false, "TermEnd RenewToNewTerm q=10 t=P1Y b=Monthly c=CFQ7TTC0LF8S:0001:CFQ7TTC0XXXX", Renews, RenewalScheduled },
        { "Active", false, "TermEnd RenewToNewTerm q=11", RenewsWithChanges, ChangesScheduled },
        { "Active", false, "TermEnd RenewToNewTerm t=P3Y", RenewsWithChanges, ChangesScheduled },
        { "Active", false, "TermEnd RenewToNewTerm b=Annual", RenewsWithChanges, ChangesScheduled },
        { "Active", false, "TermEnd RenewToNewTerm c=CFQ7TTC0LF8S:0002", RenewsWithChanges, ChangesScheduled },
        { "Active", false, "TermEnd RenewToNewTerm c=CFQ7TTC0LF8S:00010", RenewsWithChanges, ChangesScheduled },
        { "Active", false, "TermEnd Transition c=CFQ7TTC0LCHC:0002", RenewsWithChanges, TransitionScheduled },
        // What is scheduled for a day of its own does not decide the end of the term, but for a cancellation that comes before.
        { "Active", true, "CustomDate Transition 2027-01-01 c=CFQ7TTC0LCHC:0002", Renews, AutoRenewOn },
        { "Active", true, "CustomDate RenewToExtendedServiceTerm 2027-01-01", Renews, AutoRenewOn },
        { "Active", true, "CustomDate Cancel 2027-07-30", Cancels, CancelScheduledEarlier },
        { "Active", true, "CustomDate Cancel 2027-07-31", Cancels, CancelScheduledEarlier },
        { "Active", true, "CustomDate Cancel 2027-08-01", Renews, AutoRenewOn },
        { "Active", true, "CustomDate Cancel", Renews, AutoRenewOn },
        { "Active", true, "CustomDate Cancel 2027-01-31;TermEnd RenewToNewTerm", Cancels, CancelScheduledEarlier },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void It_comes_out_as_it_is_stated(string status, bool? autoRenew, string? scheduled, RenewalOutcome? outcome, RenewalReason reason)
    {
        var outlook = RenewalOutlook.Of(Year with { Status = Enum.Parse<SubscriptionStatus>(status), AutoRenew = autoRenew, ScheduledActions = scheduled });
        Assert.Equal((outcome, reason), (outlook.Outcome, outlook.Reason));
        Assert.Equal(scheduled is not null, outlook.IsScheduleStated);
    }

    [Theory]
    [InlineData(true, "", Expires, Trial)]
    [InlineData(false, "", Expires, Trial)]
    [InlineData(null, "", Expires, Trial)]
    [InlineData(null, "TermEnd Cancel", Cancels, CancelScheduled)]
    [InlineData(null, "TermEnd Transition c=CFQ7TTC0LCHC:0002", RenewsWithChanges, TransitionScheduled)]
    [InlineData(null, "TermEnd RenewToExtendedServiceTerm", Expires, Trial)]
    public void A_trial_expires_unless_something_else_is_scheduled(bool? autoRenew, string scheduled, RenewalOutcome outcome, RenewalReason reason)
    {
        var outlook = RenewalOutlook.Of(Year with { AutoRenew = autoRenew, ScheduledActions = scheduled, IsTrial = true });
        Assert.Equal((outcome, reason), (outlook.Outcome, outlook.Reason));
    }

    [Fact]
    public void What_is_not_sold_any_more_has_no_extended_service_term()
    {
        Assert.Equal(EndOfSale, RenewalOutlook.Of(Year with { AutoRenew = false, IsEndOfSale = true }).Reason);
        Assert.Equal(Expires, RenewalOutlook.Of(Year with { ScheduledActions = "TermEnd RenewToExtendedServiceTerm", IsEndOfSale = true }).Outcome);
    }

    [Fact]
    public void Without_a_term_nothing_ends()
    {
        var outlook = RenewalOutlook.Of(Year with { CommitmentEndDate = null, AutoRenew = true });
        Assert.Equal(new RenewalOutlook(null, NoTerm, null, null, 10, null, false), outlook);
        Assert.Null(outlook.LastMomentToChange);
    }

    /// <summary>The day before, the day, the day after: of when it ends, and of when it was bought.</summary>
    [Theory]
    [InlineData("2026-05-03", TermDuration.P1Y, "2025-05-04", Expires, EndsBeforeExtendedServiceTerm)]
    [InlineData("2026-05-04", TermDuration.P1Y, "2025-05-05", ExtendedServiceTerm, AutoRenewOff)]
    [InlineData("2026-05-05", TermDuration.P1Y, "2025-05-06", ExtendedServiceTerm, AutoRenewOff)]
    [InlineData("2028-03-30", TermDuration.P3Y, "2025-03-31", Expires, BoughtBeforeExtendedServiceTerm)]
    [InlineData("2028-03-31", TermDuration.P3Y, "2025-04-01", ExtendedServiceTerm, AutoRenewOff)]
    [InlineData("2028-04-01", TermDuration.P3Y, "2025-04-02", ExtendedServiceTerm, AutoRenewOff)]
    // The term that ends was renewed; the subscription is older.
    [InlineData("2026-08-31", TermDuration.P1Y, "2021-09-01", ExtendedServiceTerm, AutoRenewOff)]
    // The first term was shortened to end with another subscription.
    [InlineData("2027-12-31", TermDuration.P3Y, "2025-04-01", ExtendedServiceTerm, AutoRenewOff)]
    [InlineData("2027-12-31", TermDuration.P3Y, "2025-03-31", Expires, BoughtBeforeExtendedServiceTerm)]
    // Of a term without a length only the start of the subscription is known.
    [InlineData("2026-08-31", null, "2025-03-31", Expires, BoughtBeforeExtendedServiceTerm)]
    [InlineData("2026-08-31", null, "2025-04-01", ExtendedServiceTerm, AutoRenewOff)]
    [InlineData("2026-08-31", null, "2025-04-02", ExtendedServiceTerm, AutoRenewOff)]
    public void There_is_an_extended_service_term_from_its_days_on(string end, TermDuration? term, string start, RenewalOutcome outcome, RenewalReason reason)
    {
        var outlook = RenewalOutlook.Of(Year with { CommitmentEndDate = DateOnly.Parse(end), TermDuration = term, StartDate = DateOnly.Parse(start), AutoRenew = false });
        Assert.Equal((outcome, reason), (outlook.Outcome, outlook.Reason));
    }

    [Theory]
    [InlineData("", "2027-08-01", "2027-08-01T00:00:00Z")]
    [InlineData("CustomDate Cancel 2027-02-01;CustomDate Cancel 2027-01-31", "2027-01-31", "2027-01-31T00:00:00Z")]
    public void It_can_be_changed_until_it_takes_effect(string scheduled, string takesEffectOn, string lastMoment)
    {
        var outlook = RenewalOutlook.Of(Year with { AutoRenew = true, ScheduledActions = scheduled });
        Assert.Equal((new(2027, 7, 31), DateOnly.Parse(takesEffectOn)), (outlook.EndsOn, outlook.TakesEffectOn));
        Assert.Equal(lastMoment, outlook.LastMomentToChange?.ToString("yyyy-MM-dd'T'HH:mm:ssK"));
    }

    [Theory]
    [InlineData("", 10, "2400")]
    [InlineData("TermEnd Cancel", 10, "2400")]
    [InlineData("TermEnd RenewToNewTerm q=25", 25, "6000")]
    [InlineData("TermEnd RenewToNewTerm q=25 b=Monthly", 25, "6000")]
    [InlineData("TermEnd RenewToExtendedServiceTerm", 10, "2400")]
    // No price is known of another term, cycle or SKU.
    [InlineData("TermEnd RenewToNewTerm q=25 t=P3Y", 25, null)]
    [InlineData("TermEnd RenewToNewTerm b=Annual", 10, null)]
    [InlineData("TermEnd Transition q=7 c=CFQ7TTC0LCHC:0002", 7, null)]
    [InlineData("TermEnd Transition", 10, null)]
    [InlineData("CustomDate Transition 2027-07-31 c=CFQ7TTC0LCHC:0002", 10, null)]
    [InlineData("CustomDate Transition 2027-08-01 c=CFQ7TTC0LCHC:0002", 10, "2400")]
    public void At_stake_is_a_term_of_the_seats_that_are_to_renew(string scheduled, int quantity, string? amount)
    {
        var outlook = RenewalOutlook.Of(Year with { AutoRenew = true, ScheduledActions = scheduled });
        Assert.Equal((quantity, amount), (outlook.Quantity, outlook.AtStake?.ToString("0.####")));
    }

    [Theory]
    [InlineData("20", TermDuration.P1M, BillingCycle.Monthly, "200")]
    [InlineData("20", TermDuration.P3Y, BillingCycle.Monthly, "7200")]
    [InlineData("20", TermDuration.P5Y, BillingCycle.Annual, "1000")]
    [InlineData("20", TermDuration.P3Y, BillingCycle.Triennial, "200")]
    [InlineData("0.00005", TermDuration.P1M, BillingCycle.Monthly, "0.0005")]
    [InlineData("20", TermDuration.P1M, BillingCycle.Annual, null)]
    [InlineData("20", TermDuration.P5Y, BillingCycle.Triennial, null)]
    [InlineData("20", TermDuration.P1Y, BillingCycle.None, null)]
    [InlineData("20", TermDuration.P1Y, BillingCycle.OneTime, null)]
    [InlineData("20", null, BillingCycle.Monthly, null)]
    [InlineData(null, TermDuration.P1Y, BillingCycle.Monthly, null)]
    [InlineData("92233720368547.7", TermDuration.P1M, BillingCycle.Monthly, "922337203685477")]
    [InlineData("92233720368547.8", TermDuration.P1M, BillingCycle.Monthly, null)]
    [InlineData("79228162514264337593543950335", TermDuration.P1Y, BillingCycle.Monthly, null)]
    public void A_term_costs_its_cycles(string? price, TermDuration? term, BillingCycle cycle, string? amount) => Assert.Equal(amount,
        TermPrice.Of(price is null ? null : decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), 10, term, cycle)?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture));

    static readonly Gen<RenewalFacts> Any = Gen.Select(
        Gen.Select(Gen.Enum<SubscriptionStatus>(), Gen.DateOnly, Gen.DateOnly.Nullable(), Gen.Enum<TermDuration>().Nullable(), Gen.Enum<BillingCycle>()),
        Gen.Select(Gen.Int, Gen.Decimal.Nullable(), Gen.Bool.Nullable(), ScheduledActionsTests.Action.List[0, 4], Gen.Bool, Gen.Bool, Gen.Bool))
        .Select((one, two) => new RenewalFacts
        {
            Status = one.Item1,
            StartDate = one.Item2,
            CommitmentEndDate = one.Item3,
            TermDuration = one.Item4,
            BillingCycle = one.Item5,
            Quantity = two.Item1,
            UnitPrice = two.Item2,
            AutoRenew = two.Item3,
            ScheduledActions = two.Item7 ? ScheduledActions.ToText(two.Item4) : null,
            CatalogId = "CFQ7TTC0LF8S:0001",
            IsTrial = two.Item5,
            IsEndOfSale = two.Item6,
        });

    [Fact]
    public void Whatever_is_stated_there_is_an_outlook() => Any.Sample(facts =>
    {
        var outlook = RenewalOutlook.Of(facts);
        var isOpen = outlook.Reason is NoTerm or NotRunning or AutoRenewNotStated;
        Assert.Equal(isOpen, outlook.Outcome is null);
        Assert.Equal(facts.CommitmentEndDate, outlook.EndsOn);
        Assert.True(outlook.TakesEffectOn is null || outlook.TakesEffectOn <= outlook.EndsOn!.Value.AddDays(1));
        Assert.True(outlook.AtStake is null || Math.Abs(outlook.AtStake.Value) <= Money.Most);
        if (outlook.Outcome is ExtendedServiceTerm) Assert.True(!facts.IsTrial && !facts.IsEndOfSale && outlook.EndsOn >= ExtendedServiceTermDates.EndsFrom);
    });

    [Fact]
    public void The_schedule_decides_before_auto_renew() => Any.Where(facts => facts.ScheduledActions?.Contains("TermEnd") is true).Sample(facts =>
        Assert.Equal(RenewalOutlook.Of(facts with { AutoRenew = true }), RenewalOutlook.Of(facts with { AutoRenew = null })));

    [Fact]
    public void A_price_decides_nothing_but_what_is_at_stake() => Any.Sample(facts =>
        Assert.Equal(RenewalOutlook.Of(facts with { UnitPrice = null }), RenewalOutlook.Of(facts) with { AtStake = null }));
}
