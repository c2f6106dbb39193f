using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Tests;

public sealed class TypeNameTests
{
    [Theory]
    [InlineData("Active", "ACTIVE")]
    [InlineData("AcceptedByAttestation", "ACCEPTED_BY_ATTESTATION")]
    [InlineData("Microsoft365", "MICROSOFT_365")]
    [InlineData("P1Y", "P1Y")]
    public void NamesEnumValues(string member, string published) => Assert.Equal(published, TypeName.EnumValue(member));
}
