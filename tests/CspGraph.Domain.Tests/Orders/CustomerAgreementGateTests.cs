using CspGraph.Domain.Agreements;
using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.Agreements.AgreementStatus;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Tests.Orders;

public sealed class CustomerAgreementGateTests
{
    [Theory]
    [InlineData(null, null, "2026-06-15", Unknown, "CUSTOMER_AGREEMENT_UNKNOWN", null)]
    [InlineData(Required, null, "2026-06-15", Failed, "CUSTOMER_AGREEMENT_REQUIRED", "13605")]
    [InlineData(Pending, null, "2026-06-15", Failed, "CUSTOMER_AGREEMENT_REQUIRED", "13605")]
    [InlineData(AcceptedDirectly, "2020-01-01", "2026-06-15", Passed, null, null)]
    [InlineData(AcceptedByAttestation, "2023-04-01", "2026-06-15", Passed, null, null)]
    [InlineData(AcceptedByAttestation, null, "2026-06-15", Passed, null, null)]
    [InlineData(AcceptedByAttestation, "2023-03-31", "2025-10-06", Passed, null, null)]
    [InlineData(AcceptedByAttestation, "2023-03-31", "2025-10-07", Failed, "CUSTOMER_AGREEMENT_REACCEPTANCE_REQUIRED", null)]
    [InlineData(ReacceptanceRequired, null, "2025-10-06", Passed, null, null)]
    [InlineData(ReacceptanceRequired, null, "2025-10-07", Failed, "CUSTOMER_AGREEMENT_REACCEPTANCE_REQUIRED", null)]
    [InlineData(ReacceptanceRequired, null, "2025-10-08", Failed, "CUSTOMER_AGREEMENT_REACCEPTANCE_REQUIRED", null)]
    public void It_asks_for_an_acceptance_that_still_holds(AgreementStatus? status, string? acceptedOn, string day, CheckOutcome outcome, string? code, string? upstream)
    {
        var result = CustomerAgreementGate.Of(status, acceptedOn is null ? null : DateOnly.Parse(acceptedOn), DateOnly.Parse(day));
        Assert.Equal((OrderGate.CustomerAgreement, (int?)null, outcome, code, upstream), (result.Gate, result.Line, result.Outcome, result.Code, result.UpstreamCode));
    }

    [Fact]
    public void An_old_attestation_says_until_when_it_holds() => Assert.Equal(
        "The attestation from before 1 April 2023 holds until 2025-10-06.", CustomerAgreementGate.Of(ReacceptanceRequired, null, new(2025, 10, 6)).Message);
}
