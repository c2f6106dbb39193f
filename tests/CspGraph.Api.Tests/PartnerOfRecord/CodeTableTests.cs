using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Api.Tests.PartnerOfRecord;

/// <summary>The codes that are published are those that verdicts have.</summary>
public sealed class CodeTableTests
{
    [Fact]
    public void Every_code_of_a_condition_is_in_the_table_and_no_other()
    {
        var codes = PartnerOfRecordRules.All.SelectMany(row => new[] { row.Failed.Code, row.Unknown.Code }).Append(PartnerOfRecordRules.NoPlaId.Code).Append(PartnerOfRecordRules.GlobalAccount.Code).Append(PartnerOfRecordRules.OtherCountry.Code);
        var published = Repository.Text("docs/partner-of-record.md").Split('`').Where(text => text.StartsWith("POR_", StringComparison.Ordinal));
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), published.Distinct().Order(StringComparer.Ordinal));
    }
}
