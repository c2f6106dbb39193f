using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>Answers from what files and changes have stated of the resellers themselves.</summary>
/// <param name="rows">Those that can be asked about.</param>
sealed class StoredFactsSource(IReadOnlyList<Reseller> rows) : IPartnerOfRecordSource
{
    public PartnerOfRecordSourceKind Kind => PartnerOfRecordSourceKind.StoredFacts;

    public bool Serves(AskingTenant tenant) => true;

    public Task<IReadOnlyList<SourceAnswer>> AskAsync(AskingTenant tenant, IReadOnlyList<AskedReseller> resellers, CancellationToken cancellation)
    {
        var asked = resellers.Select(reseller => reseller.Id).ToHashSet();
        return Task.FromResult<IReadOnlyList<SourceAnswer>>([.. rows.Where(row => asked.Contains(row.Id)).SelectMany(row => AnswersOf(row).Select(answer => new SourceAnswer(row.Id, answer)))]);
    }

    /// <summary>What was stated without a date is as old as the reseller is here.</summary>
    public static List<PartnerOfRecordAnswer> AnswersOf(Reseller row) => StoredFacts.AnswersOf(row, row.OnboardedOn?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) ?? DateTime.UnixEpoch);
}
