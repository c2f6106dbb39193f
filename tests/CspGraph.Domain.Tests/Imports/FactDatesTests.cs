using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Tests.Imports;

public sealed class FactDatesTests
{
    static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Dates_are_grouped_and_weak_facts_in_lower_case()
    {
        var dates = new FactDates().Add<string>('N', new("x", Monday)).Add<int>('Q', new(1, Monday.AddMilliseconds(5))).Add<string>('D', new("y", Monday, IsWeak: true)).Add<int>('P', null);

        Assert.Equal("1772409600000Nd;1772409600005Q", dates.ToString());
        Assert.Equal(Monday.AddMilliseconds(5), dates.Newest());
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var dates = FactDates.Parse("1772409600000Nd;-62135596800000Q", Monday.AddDays(9));

        Assert.Equal(new Fact<string>("x", Monday), dates.Of('N', "x"));
        Assert.Equal(new Fact<string>("y", Monday, IsWeak: true), dates.Of('D', "y"));
        Assert.Equal(new Fact<int>(1, FactDates.Oldest), dates.Of<int>('Q', 1));
        Assert.Null(dates.Of('P', "never stated"));
        Assert.Null(dates.Of('N', null));
        Assert.Equal("1772409600000Nd;-62135596800000Q", dates.ToString());
    }

    [Fact]
    public void A_row_without_dates_states_all_it_has_as_of_one_date() => Assert.Equal(new Fact<string>("x", Monday), FactDates.Parse(null, Monday).Of('N', "x"));

    [Fact]
    public void A_row_with_no_date_at_all_states_nothing() => Assert.Null(FactDates.Parse("", Monday).Of('N', "provisional"));
}
