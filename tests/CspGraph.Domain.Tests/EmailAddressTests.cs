using CsCheck;

namespace CspGraph.Domain.Tests;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ana@contoso.pt", "ana", "contoso.pt")]
    [InlineData("Ana.Silva+csp@Mail.Contoso.PT", "Ana.Silva+csp", "mail.contoso.pt")]
    [InlineData("o'brien@contoso.ie", "o'brien", "contoso.ie")]
    [InlineData("ana@bücher.de", "ana", "xn--bcher-kva.de")]
    [InlineData("ana@contoso", null, null)]
    [InlineData("ana", null, null)]
    [InlineData("@contoso.pt", null, null)]
    [InlineData("ana@", null, null)]
    [InlineData("ana@@contoso.pt", null, null)]
    [InlineData("a@b@contoso.pt", null, null)]
    [InlineData(" ana@contoso.pt", null, null)]
    [InlineData("ana@contoso.pt ", null, null)]
    [InlineData("ana silva@contoso.pt", null, null)]
    [InlineData("Ana <ana@contoso.pt>", null, null)]
    [InlineData(".ana@contoso.pt", null, null)]
    [InlineData("ana.@contoso.pt", null, null)]
    [InlineData("a..na@contoso.pt", null, null)]
    [InlineData("ana@contoso..pt", null, null)]
    [InlineData("ana@.contoso.pt", null, null)]
    [InlineData("ana@contoso.pt.", null, null)]
    [InlineData("ana@-contoso.pt", null, null)]
    [InlineData("ana@con_toso.pt", null, null)]
    [InlineData("ana@10.0.0.1", null, null)]
    [InlineData("ana@[10.0.0.1]", null, null)]
    [InlineData("\"ana\"@contoso.pt", null, null)]
    [InlineData("ana@contoso.pt\n", null, null)]
    [InlineData("", null, null)]
    public void An_address_has_a_local_part_and_a_domain(string text, string? local, string? domain) =>
        Assert.Equal(local is null ? null : new EmailAddress(local, domain!), EmailAddress.Parse(text));

    [Theory]
    [InlineData(64, 10, true)]
    [InlineData(65, 10, false)]
    [InlineData(1, 63, true)]
    [InlineData(1, 64, false)]
    public void Its_parts_have_a_length(int local, int label, bool isAddress) =>
        Assert.Equal(isAddress, EmailAddress.Parse($"{new string('a', local)}@{new string('b', label)}.pt") is not null);

    [Fact]
    public void It_has_254_characters_at_most()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 3)) + ".pt";
        Assert.NotNull(EmailAddress.Parse(new string('a', 60) + "@" + domain + new string('c', 8)));
        Assert.Null(EmailAddress.Parse(new string('a', 60) + "@" + domain + new string('c', 9)));
    }

    [Fact]
    public void Any_text_is_read_without_failing_and_what_is_read_is_read_again() => Gen.String.Sample(text =>
    {
        if (EmailAddress.Parse($"a@{text}.pt") is { } address) Assert.Equal(address, EmailAddress.Parse($"{address.Local}@{address.Domain}"));
    });
}
