using CsCheck;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.Tests.Resellers;

public sealed class ResellerFactsTests
{
    static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    static readonly Gen<ResellerFacts> Facts = Gen.Int[0, 3].Array[6].Select(n => new ResellerFacts
    {
        Name = n[0] == 0 ? null : new($"Name {n[0]}", Monday.AddDays(n[1] % 2)),
        Status = n[2] == 0 ? null : new((ResellerStatus)n[2], Monday.AddDays(n[3] % 2)),
        Onboarded = n[4] < 2 ? null : new(new DateOnly(2020, 1, n[4]), Monday.AddDays(n[0] % 2)),
        SoldOn = n[4] < 2 && n[5] > 0 ? new DateOnly(2021, 1, n[5]) : null,
    });

    static Reseller Row(string? factDates = "") => new() { Id = Guid.NewGuid(), Name = "PLA 1", PlaId = "1", Status = ResellerStatus.Unknown, FactDates = factDates };

    [Fact]
    public void Joining_is_commutative_associative_and_idempotent() => Gen.Select(Facts, Facts, Facts).Sample((a, b, c) =>
    {
        Assert.Equal(a.Join(b), b.Join(a));
        Assert.Equal(a.Join(b).Join(c), a.Join(b.Join(c)));
        Assert.Equal(a, a.Join(a));
    });

    [Fact]
    public void What_is_written_to_a_row_is_read_from_it() => Facts.Sample(facts =>
    {
        var row = Row();
        facts.WriteTo(row);
        Assert.Equal(facts, ResellerFacts.Of(row));
    });

    [Fact]
    public void A_stated_day_of_joining_holds_against_an_earlier_sale()
    {
        var stated = new ResellerFacts { Onboarded = new(new DateOnly(2024, 5, 1), Monday) };

        Assert.Equal(stated, stated.Join(new() { SoldOn = new DateOnly(2023, 1, 1) }));
    }

    [Fact]
    public void A_row_no_dated_source_wrote_yields_to_all()
    {
        var row = Row(factDates: null);
        row.Status = ResellerStatus.Suspended;
        row.OnboardedOn = new(2020, 1, 1);

        var facts = ResellerFacts.Of(row);

        Assert.Equal(new Fact<string>("PLA 1", FactDates.Oldest), facts.Name);
        Assert.Equal(new Fact<ResellerStatus>(ResellerStatus.Suspended, FactDates.Oldest), facts.Status);
        Assert.Null(facts.Maicpp);
        Assert.Equal((null, new DateOnly(2020, 1, 1)), (facts.Onboarded, facts.SoldOn!.Value));
    }

    [Theory]
    [InlineData("6034453", "6034453")]
    [InlineData("sub-7", "SUB-7")]
    [InlineData("a.b_c:d", "A.B_C:D")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("123456789012345678901", null)]
    [InlineData("", null)]
    [InlineData("0", null)]
    [InlineData("00", null)]
    [InlineData("-1", null)]
    [InlineData("two words", null)]
    [InlineData("é", null)]
    public void A_reseller_is_named_by_its_PLA_ID_or_a_reference(string text, string? key) => Assert.Equal(key, ResellerKeys.Read(text));

    [Fact]
    public void A_reference_has_64_characters_at_most()
    {
        Assert.Equal(new string('A', 64), ResellerKeys.Read(new string('a', 64)));
        Assert.Null(ResellerKeys.Read(new string('a', 65)));
    }
}
