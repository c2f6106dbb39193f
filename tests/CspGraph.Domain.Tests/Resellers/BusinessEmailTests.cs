using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using static CspGraph.Domain.Resellers.EmailKind;

namespace CspGraph.Domain.Tests.Resellers;

public sealed class BusinessEmailTests
{
    [Theory]
    [InlineData("ana.silva@contoso.pt", Business)]
    [InlineData("ana@gmail.contoso.pt", Business)]
    [InlineData("ana@notgmail.com", Business)]
    [InlineData("ana@yahoo-inc.com", Business)]
    [InlineData("ana@yahoo.contoso.com", Business)]
    [InlineData("information@contoso.pt", Business)]
    [InlineData("ana.info@contoso.pt", Business)]
    [InlineData("ana", Invalid)]
    [InlineData("info@", Invalid)]
    [InlineData("ana@gmail.com", Personal)]
    [InlineData("Ana@GMail.Com", Personal)]
    [InlineData("ana@outlook.com", Personal)]
    [InlineData("ana@outlook.pt", Personal)]
    [InlineData("ana@hotmail.co.uk", Personal)]
    [InlineData("ana@live.com.pt", Personal)]
    [InlineData("ana@yahoo.com", Personal)]
    [InlineData("ana@yahoo.fr", Personal)]
    [InlineData("ana@yahoo.co.jp", Personal)]
    [InlineData("ana@yahoo.com.br", Personal)]
    [InlineData("ana@icloud.com", Personal)]
    [InlineData("ana@mail.yahoo.com", Personal)]
    [InlineData("info@gmail.com", Personal)]
    [InlineData("ana@0-mail.com", Disposable)]
    [InlineData("ana@mailinator.com", Disposable)]
    [InlineData("ana@x.y.mailinator.com", Disposable)]
    [InlineData("info@mailinator.com", Disposable)]
    [InlineData("ana@zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.ooguy.com", Disposable)]
    [InlineData("ana@notmailinator.pt", Business)]
    [InlineData("info@contoso.pt", Generic)]
    [InlineData("INFO@contoso.pt", Generic)]
    [InlineData("info+csp@contoso.pt", Generic)]
    [InlineData("admin@contoso.pt", Generic)]
    [InlineData("sales@contoso.pt", Generic)]
    [InlineData("support@contoso.pt", Generic)]
    [InlineData("contact@contoso.pt", Generic)]
    [InlineData("no-reply@contoso.pt", Generic)]
    [InlineData("postmaster@contoso.pt", Generic)]
    public void A_business_address_is_a_person_s_at_a_company_s_domain(string text, EmailKind kind) => Assert.Equal(kind, BusinessEmail.KindOf(text));

    [Fact]
    public void The_whole_list_of_disposable_domains_is_read() => Assert.Equal(8335, EmailProviders.DisposableCount);

    [Theory]
    [InlineData(null, CheckOutcome.NotApplicable, null)]
    [InlineData("ana@contoso.pt", CheckOutcome.Passed, null)]
    [InlineData("", CheckOutcome.Failed, "EMAIL_INVALID")]
    [InlineData("ana@gmail.com", CheckOutcome.Failed, "EMAIL_PERSONAL")]
    [InlineData("ana@mailinator.com", CheckOutcome.Failed, "EMAIL_DISPOSABLE")]
    [InlineData("info@contoso.pt", CheckOutcome.Failed, "EMAIL_GENERIC")]
    public void The_gate_tells_what_is_wrong(string? email, CheckOutcome outcome, string? code)
    {
        var result = ContactEmailGate.Of(email);
        Assert.Equal((OrderGate.ContactEmail, outcome, code), (result.Gate, result.Outcome, result.Code));
    }
}
