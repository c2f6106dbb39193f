using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Subscriptions;

public sealed class TermTextTests
{
    [Theory]
    [InlineData("One-Year commitment for monthly/yearly billing", TermDuration.P1Y)]
    [InlineData("One-Month commitment for trial", TermDuration.P1M)]
    [InlineData("1 Year Subscription", TermDuration.P1Y)]
    [InlineData("Three-3 Years commitment for monthly/3 Years/yearly billing", TermDuration.P3Y)]
    [InlineData("Five-Year commitment", null)]
    [InlineData("year", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Reads_the_term(string? text, TermDuration? term) => Assert.Equal(term, TermText.Term(text));

    [Theory]
    [InlineData("Monthly", "One-Year commitment for monthly/yearly billing", BillingCycle.Monthly)]
    [InlineData("annual", null, BillingCycle.Annual)]
    [InlineData("Triennial", null, BillingCycle.Triennial)]
    [InlineData("3 Years", null, BillingCycle.Triennial)]
    [InlineData("OneTime", null, BillingCycle.OneTime)]
    [InlineData("Fortnightly", "One-Month commitment for monthly billing", null)]
    [InlineData("", "One-Month commitment for monthly billing", BillingCycle.Monthly)]
    [InlineData(null, "One-Year commitment for yearly billing", BillingCycle.Annual)]
    [InlineData(null, "One-Year commitment for monthly/yearly billing", null)]
    [InlineData(null, "One-Month commitment for trial", null)]
    [InlineData(null, null, null)]
    public void Reads_the_cycle(string? frequency, string? term, BillingCycle? cycle) => Assert.Equal(cycle, TermText.Cycle(frequency, term));
}
