using CsCheck;
using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Tests.Imports;

public sealed class FactTests
{
    static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    static readonly Gen<Fact<string>?> Facts = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 9], (value, day, weak, nothing) =>
        nothing == 0 ? (Fact<string>?)null : new Fact<string>(value.ToString(), Monday.AddDays(day), weak));

    [Fact]
    public void The_newer_holds() => Assert.Equal("new", Fact.Join<string>(new("new", Monday.AddMilliseconds(1)), new("old", Monday))!.Value.Value);

    [Fact]
    public void Of_one_date_the_greater_holds_by_UTF16_units() => Assert.Equal("a", Fact.Join<string>(new("B", Monday), new("a", Monday))!.Value.Value);

    [Fact]
    public void A_weak_one_yields_to_an_older() => Assert.Equal("old", Fact.Join<string>(new("new", Monday.AddDays(1), IsWeak: true), new("old", Monday))!.Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_missing_value_states_nothing(string? value) => Assert.Null(Fact.Of(value, Monday));

    [Fact]
    public void Joining_is_commutative_associative_and_idempotent() => Gen.Select(Facts, Facts, Facts).Sample((a, b, c) =>
    {
        Assert.Equal(Fact.Join(a, b), Fact.Join(b, a));
        Assert.Equal(Fact.Join(Fact.Join(a, b), c), Fact.Join(a, Fact.Join(b, c)));
        Assert.Equal(a, Fact.Join(a, a));
        Assert.Equal(a, Fact.Join(a, null));
    });
}
