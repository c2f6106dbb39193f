using CsCheck;
using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.OperationTreatment;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordOperation;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class OperationTreatmentsTests
{
    static readonly Gen<OperationTreatments> Decisions = Gen.Select(Gen.Enum<PartnerOfRecordOperation>(), Gen.Enum<OperationTreatment>()).Array[0, 20]
        .Select(entries => entries.Aggregate(default(OperationTreatments), (decided, entry) => decided.With(entry.Item1, entry.Item2)));

    [Fact]
    public void What_is_written_is_read_back() => Decisions.Sample(decided => Assert.Equal(decided, OperationTreatments.Parse(decided.ToString())));

    [Fact]
    public void The_text_names_what_is_decided_in_the_order_of_the_operations()
    {
        var decided = default(OperationTreatments).With(Cancellation, Strict).With(Upgrade, Warn).With(Suspend, Exempt);

        Assert.Equal("Upgrade=Warn Cancellation=Strict Suspend=Exempt", decided.ToString());
        Assert.Equal("Upgrade=Warn Suspend=Exempt", decided.With(Cancellation, null).ToString());
        Assert.Equal(("", default), (default(OperationTreatments).ToString(), OperationTreatments.Parse("")));
    }

    [Theory]
    [InlineData("Cancellation")]
    [InlineData("Cancellation=Mild")]
    [InlineData("Refund=Strict")]
    [InlineData("11=0")]
    [InlineData("Cancellation=Strict=Warn")]
    public void Another_text_is_not_read(string text) => Assert.Throws<FormatException>(() => OperationTreatments.Parse(text));

    [Fact]
    public void A_tenant_decides_only_where_no_source_states_the_treatment()
    {
        PartnerOfRecordOperation[] open = [Upgrade, ScheduledChange, AutoRenewOff, Cancellation, Suspend];
        foreach (var operation in Enum.GetValues<PartnerOfRecordOperation>())
        {
            var isOpen = open.Contains(operation);
            Assert.Equal(isOpen, OperationTreatments.OfDecision(operation, "treatments[0]") is null);
            foreach (var treatment in Enum.GetValues<OperationTreatment>())
                Assert.Equal(isOpen ? treatment : PartnerOfRecordOperations.Of(operation).Treatment, default(OperationTreatments).With(operation, treatment).Of(operation));
        }
        Assert.Equal(
            new Objection(ObjectionCodes.BadUserInput, "How this operation is treated is stated by a source; a tenant can decide only where none states it.", "treatments[0]"),
            OperationTreatments.OfDecision(AutoRenewal, "treatments[0]"));
    }

    [Fact]
    public void A_policy_is_read_from_its_row_and_has_a_default_without_one()
    {
        Assert.Equal(new PolicyInForce(RegionMatching.CspRegion, false, default), PolicyInForce.Of(null));
        Assert.Equal(PolicyInForce.Default, PolicyInForce.Of(new() { Id = Guid.Empty }));
        Assert.Equal(
            new PolicyInForce(RegionMatching.Country, true, default(OperationTreatments).With(Upgrade, Warn)),
            PolicyInForce.Of(new() { Id = Guid.Empty, RegionMatching = RegionMatching.Country, UnknownPasses = true, Treatments = "Upgrade=Warn" }));
    }
}
