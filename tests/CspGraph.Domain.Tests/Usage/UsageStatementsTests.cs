using CsCheck;
using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Tests.Usage;

public sealed class UsageStatementsTests
{
    static readonly DateOnly January = new(2026, 1, 1);

    static UsageStatement Statement(string? invoice, int lastDay = 31, long lines = 10, int issuedDay = 1, int importedDay = 1) => new()
    {
        Id = Guid.NewGuid(),
        Month = January,
        Currency = "EUR",
        InvoiceNumber = invoice,
        ImportRunId = Guid.Empty,
        ImportedAt = new DateTime(2026, 2, importedDay, 0, 0, 0, DateTimeKind.Utc),
        IssuedAt = new DateTime(2026, 2, issuedDay, 0, 0, 0, DateTimeKind.Utc),
        LastUsageOn = January.AddDays(lastDay - 1),
        LineCount = lines,
    };

    static void Holds(UsageStatement expected, params UsageStatement[] others) =>
        Assert.Equal([expected], UsageStatements.Holding([.. others.Prepend(expected)]));

    [Fact]
    public void None_of_none() => Assert.Empty(UsageStatements.Holding([]));

    [Fact]
    public void The_unbilled_export_that_reaches_furthest_holds_however_late_another_is_imported() =>
        Holds(Statement(null, lastDay: 20), Statement(null, lastDay: 19, lines: 99, issuedDay: 9, importedDay: 9), Statement(null, lastDay: 3));

    [Fact]
    public void Of_two_that_reach_the_same_day_the_one_with_more_lines_holds() => Holds(Statement(null, lines: 11), Statement(null, lines: 10, issuedDay: 9, importedDay: 9));

    [Fact]
    public void Of_two_as_long_the_one_issued_later_holds() => Holds(Statement(null, issuedDay: 2), Statement(null, importedDay: 9));

    [Fact]
    public void A_bill_holds_instead_of_every_unbilled_export() => Holds(Statement("G1", lastDay: 2, lines: 1), Statement(null, issuedDay: 9, importedDay: 9), Statement(null));

    [Fact]
    public void A_bill_issued_anew_holds_instead_of_the_first() => Holds(Statement("G1", lines: 1, issuedDay: 2), Statement("G1", lines: 99, importedDay: 9));

    [Fact]
    public void A_bill_of_no_known_issue_holds_as_it_was_imported_last() => Holds(Statement("G1", importedDay: 2), Statement("G1", lastDay: 31));

    [Fact]
    public void Different_bills_add_up()
    {
        UsageStatement[] bills = [Statement("G1"), Statement("G2", lastDay: 1)];
        Assert.True(UsageStatements.Holding([.. bills, Statement(null, issuedDay: 9)]).SetEquals(bills));
    }

    /// <summary>What holds is told by the statements, never by the order in which they are looked at.</summary>
    [Fact]
    public void The_order_does_not_matter() => Gen.Select(Gen.OneOfConst<string?>(null, "G1", "G2"), Gen.Int[1, 3], Gen.Long[1, 2], Gen.Int[1, 3], Gen.Int[1, 3], Statement).List[0, 6].Sample(all =>
    {
        var holding = UsageStatements.Holding(all);
        Assert.True(holding.SetEquals(UsageStatements.Holding([.. all.AsEnumerable().Reverse()])));
        Assert.Equal(all.Count == 0 ? 0 : Math.Max(1, all.Select(statement => statement.InvoiceNumber).OfType<string>().Distinct().Count()), holding.Count);
    });
}
