using System.Reflection;
using System.Text.RegularExpressions;
using CspGraph.Api.Host.Transport;
using CspGraph.Domain;
using CspGraph.Domain.Orders;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Host;

/// <summary>schema/errors.md and the constants are one list.</summary>
public sealed partial class ErrorTableTests
{
    [Fact]
    public void Every_code_is_in_the_table_and_the_table_has_no_other()
    {
        var constants = new[] { typeof(GraphErrorCodes), typeof(TransportErrorCodes), typeof(ObjectionCodes), typeof(OrderGateCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!).Distinct().Order(StringComparer.Ordinal);

        var table = Row().Matches(File.ReadAllText(Repository.Path("schema/errors.md"))).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(constants, table);
    }

    [GeneratedRegex("^\\| `([A-Z_]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
