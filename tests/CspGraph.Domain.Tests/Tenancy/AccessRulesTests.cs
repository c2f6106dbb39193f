using CsCheck;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Tests.Tenancy;

/// <summary>Nobody gives more than they have, whatever they ask for.</summary>
public sealed class AccessRulesTests
{
    static readonly Gen<RightSet> Sets = Gen.Enum<Right>().Array[0, 6].Select(rights => RightSet.Of(rights));

    static readonly Gen<Viewer> Viewers = Gen.Select(Gen.Enum<Role>(), Gen.Bool, Sets, (role, wholeTenant, granted) =>
        new Viewer(1, role, wholeTenant ? null : Guid.Empty) { Granted = role is Role.Integration ? granted : null });

    [Fact]
    public void What_is_given_is_within_what_the_giver_has() => Gen.Select(Viewers, Sets, Gen.Bool).Sample((giver, rights, wholeTenant) =>
    {
        var isAllowed = AccessRules.OfRights(giver, rights, wholeTenant, "rights") is null;
        var shouldBe = rights.Contains(Right.Read) && rights.All(right => right is Right.Read or Right.Write or Right.SeeCosts && giver.May(right)) && (wholeTenant || !rights.Contains(Right.SeeCosts));
        Assert.Equal(shouldBe, isAllowed);
    });

    [Fact]
    public void Nobody_below_the_tenant_s_own_level_sees_costs_or_the_audit_log() => Viewers.Sample(viewer =>
    {
        if (viewer.SeesWholeTenant) return;
        Assert.False(viewer.May(Right.SeeCosts));
        Assert.False(viewer.May(Right.ReadAuditLog));
    });

    [Fact]
    public void A_viewer_that_is_narrowed_may_do_no_more_than_before() => Viewers.Sample(viewer =>
    {
        var narrowed = viewer.NarrowedTo(Guid.NewGuid(), depth: 2);
        Assert.True(narrowed.Rights.IsWithin(viewer.Rights));
        Assert.Equal((viewer.TenantId, viewer.Role, viewer.Granted, 2), (narrowed.TenantId, narrowed.Role, narrowed.Granted, narrowed.RootDepth));
    });

    [Fact]
    public void Rights_are_read_back_as_they_were_written() => Sets.Sample(rights =>
    {
        Assert.Equal(rights, RightSet.Parse(rights.ToString()));
        Assert.Equal(rights, RightSet.Of([.. rights]));
        Assert.Equal(rights.Count(), rights.Distinct().Count());
    });

    [Theory]
    [InlineData("Nightly BI", true)]
    [InlineData("Ωmega 東京 🦉", true)]
    [InlineData(" ", false)]
    [InlineData("a\u0007b", false)]
    [InlineData("a\nb", false)]
    [InlineData("\ud800", false)]
    public void A_name_is_a_line_of_text(string name, bool isName) => Assert.Equal(isName, AccessRules.OfName(name, "name") is null);

    [Theory]
    [InlineData('a', AccessRules.LongestName, true)]
    [InlineData('a', AccessRules.LongestName + 1, false)]
    [InlineData('\uFDFA', 72, true)] // A ligature of 33 bytes, once it is taken apart.
    [InlineData('\uFDFA', 73, false)]
    public void A_name_is_no_longer_than_its_column_even_as_it_is_searched(char letter, int length, bool isName) =>
        Assert.Equal(isName, AccessRules.OfName(new(letter, length), "name") is null);

    [Theory]
    [InlineData(PrincipalKind.AppRole, "Network.Admin", "Network.Admin")]
    [InlineData(PrincipalKind.AppRole, "Rôle", null)]
    [InlineData(PrincipalKind.AppRole, "a b", null)]
    [InlineData(PrincipalKind.ObjectId, "{01890000-0000-7000-8000-00000000000A}", "01890000-0000-7000-8000-00000000000a")]
    [InlineData(PrincipalKind.ObjectId, "00000000-0000-0000-0000-000000000000", null)]
    [InlineData(PrincipalKind.ApplicationId, "Network.Admin", null)]
    public void A_principal_is_named_as_Entra_names_it(PrincipalKind kind, string text, string? stored) => Assert.Equal(stored, AccessRules.PrincipalId(kind, text));

    [Theory]
    [InlineData(Role.DistributorAdmin, true, false)]
    [InlineData(Role.DistributorAdmin, false, true)]
    [InlineData(Role.DistributorAnalyst, true, false)]
    [InlineData(Role.DistributorAnalyst, false, true)]
    [InlineData(Role.ResellerAdmin, true, true)]
    [InlineData(Role.ResellerAdmin, false, false)]
    [InlineData(Role.ResellerAnalyst, true, true)]
    [InlineData(Role.ResellerAnalyst, false, false)]
    [InlineData(Role.Integration, true, true)]
    [InlineData(Role.Integration, false, true)]
    public void A_role_goes_with_its_own_scope(Role role, bool hasReseller, bool goes) => Assert.Equal(goes, AccessRules.Mismatch(role, hasReseller) is null);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(731L * TimeSpan.TicksPerDay, true)]
    [InlineData(731L * TimeSpan.TicksPerDay + 1, false)]
    public void A_key_ends_within_two_years(long ticks, bool isAllowed)
    {
        var now = new DateTime(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(isAllowed, AccessRules.OfExpiry(now, now.AddTicks(ticks)) is null);
    }

    [Theory]
    [InlineData(PrincipalKind.ObjectId, "3F2504E0-4F89-41D3-9A0C-0305E82C3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    [InlineData(PrincipalKind.ApplicationId, "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}", "3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    [InlineData(PrincipalKind.ObjectId, "00000000-0000-0000-0000-000000000000", null)]
    [InlineData(PrincipalKind.ObjectId, "Network.Admin", null)]
    [InlineData(PrincipalKind.AppRole, "Network.Admin", "Network.Admin")]
    [InlineData(PrincipalKind.AppRole, "two words", null)]
    [InlineData(PrincipalKind.AppRole, "", null)]
    public void A_principal_is_named_as_its_kind_has_it(PrincipalKind kind, string text, string? stored) => Assert.Equal(stored, AccessRules.PrincipalId(kind, text));
}
