using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>What is known of a tenant's resellers as Partners of Record, read once: a verdict then costs no statement.</summary>
/// <remarks>It holds what is above a viewer's root too, for a reseller without a PLA ID transacts under that of another above it. What of it is told is decided by whoever asks.</remarks>
sealed class PartnerOfRecordBook
{
    readonly Dictionary<Guid, Page> pages;
    readonly TenantKind kind;
    readonly PolicyInForce policy;
    readonly DateTime now;

    PartnerOfRecordBook(TenantKind kind, PolicyInForce policy, Dictionary<Guid, Page> pages, DateTime now) => (this.kind, this.policy, this.pages, this.now) = (kind, policy, pages, now);

    /// <param name="db">The tenant's context.</param>
    /// <param name="now">When it is asked (UTC).</param>
    /// <param name="resellers">The resellers that will be asked about, with all above them; null for all of the tenant.</param>
    /// <param name="asOf">What was known, and who was under whom, at this instant; null for now.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="policy">A policy that is not saved yet; null for the one that is.</param>
    public static async Task<PartnerOfRecordBook> LoadAsync(CspGraphDb db, DateTime now, IReadOnlyCollection<Guid>? resellers, CancellationToken cancellation, DateTime? asOf = null, PolicyInForce? policy = null)
    {
        var kind = await db.Tenants.Whole().Select(tenant => tenant.Kind).SingleAsync(cancellation);
        policy ??= PolicyInForce.Of(await db.PartnerOfRecordPolicies.AsNoTracking().SingleOrDefaultAsync(cancellation));
        var (rows, results) = (db.Resellers.Whole().AsNoTracking(), db.PartnerOfRecordResults.Whole().AsNoTracking());
        var at = asOf ?? DateTime.MaxValue;
        if (resellers is not null)
        {
            var asked = resellers.ToList();
            var above = await db.ResellerClosure.Whole().Where(path => asked.Contains(path.DescendantId) && path.ValidFrom <= at && (path.ValidTo == null || path.ValidTo > at))
                .Select(path => path.AncestorId).Distinct().ToListAsync(cancellation);
            var known = above.Union(asked).ToList();
            (rows, results) = (rows.Where(row => known.Contains(row.Id)), results.Where(row => known.Contains(row.ResellerId!.Value)));
        }
        var pages = await rows.Select(row => new Page(row, at)).ToDictionaryAsync(page => page.Row.Id, cancellation);
        results = asOf is null ? results.Where(row => row.SupersededAt == null) : results.Where(row => row.CheckedAt <= at && (row.SupersededAt == null || row.SupersededAt > at));
        foreach (var result in await results.Where(row => row.ResellerId != null).ToListAsync(cancellation))
            pages[result.ResellerId!.Value].Kept.Add(result);
        if (asOf is not null)
        {
            foreach (var page in pages.Values) page.ParentId = null;
            var paths = db.ResellerClosure.Whole().Where(path => path.Depth == 1 && path.ValidFrom <= at && (path.ValidTo == null || path.ValidTo > at));
            if (resellers is not null)
            {
                var known = pages.Keys.ToList();
                paths = paths.Where(path => known.Contains(path.DescendantId));
            }
            foreach (var path in await paths.Select(path => new { path.DescendantId, path.AncestorId }).ToListAsync(cancellation))
                if (pages.TryGetValue(path.DescendantId, out var page)) page.ParentId = path.AncestorId;
        }
        return new(kind, policy, pages, asOf is { } then && then < now ? then : now);
    }

    /// <summary>The resellers it holds.</summary>
    public IEnumerable<Reseller> Resellers => pages.Values.Select(page => page.Row);

    /// <summary>How the tenant treats what no source states.</summary>
    public PolicyInForce Policy => policy;

    public Reseller? Find(Guid reseller) => pages.GetValueOrDefault(reseller)?.Row;

    /// <summary>Under whose PLA ID a reseller transacts: its own, or that of the nearest above it which has one; null when nobody has.</summary>
    public Reseller? HolderOf(Guid? reseller)
    {
        // A tree has no more steps than resellers, even if somebody spoilt it.
        var steps = pages.Count;
        for (var next = reseller; next is { } id && steps-- > 0 && pages.TryGetValue(id, out var page); next = page.ParentId)
            if (page.Row.PlaId is not null) return page.Row;
        return null;
    }

    /// <summary>What is to be asked of what somebody sells.</summary>
    /// <param name="reseller">Who sells; null for a direct sale.</param>
    /// <param name="operation">What is to be done.</param>
    /// <param name="on">The day.</param>
    /// <param name="country">The country of the customer's tenant; null when it is not known.</param>
    public PartnerOfRecordQuestion Question(Guid? reseller, PartnerOfRecordOperation operation, DateOnly on, string? country) => HolderOf(reseller) is { } holder
        ? OfHolder(holder, operation, on, country)
        : new() { TenantKind = kind, Operation = operation, On = on, Now = now, CustomerCountry = country, Policy = policy };

    public PartnerOfRecordVerdict Verdict(Guid? reseller, PartnerOfRecordOperation operation, DateOnly on, string? country) => PartnerOfRecordVerdict.Of(Question(reseller, operation, on, country));

    /// <summary>The verdict on a PLA ID of which nothing is known.</summary>
    public PartnerOfRecordVerdict Unheard(string plaId, bool isGlobalAccount, PartnerOfRecordOperation operation, DateOnly on, string? country) => PartnerOfRecordVerdict.Of(new()
    {
        TenantKind = kind,
        Operation = operation,
        On = on,
        Now = now,
        PlaId = plaId,
        IsGlobalAccount = isGlobalAccount,
        CustomerCountry = country,
        Policy = policy,
    });

    /// <summary>How a reseller stands: a new order today in its own country.</summary>
    public PartnerOfRecordQuestion StandingOf(Reseller reseller) => Question(reseller.Id, PartnerOfRecordOperation.NewOrder, DateOnly.FromDateTime(now), reseller.Country);

    /// <summary>What a reseller's stated facts answer that no kept answer says as new.</summary>
    public IEnumerable<PartnerOfRecordAnswer> Unkept(Guid reseller) => pages[reseller] is var page
        ? page.Stated.Where(answer => page.Kept.Find(kept => kept.Rule == answer.Rule) is not { } kept
            || kept.CheckedAt < answer.CheckedAt && (kept.Outcome != answer.Outcome || kept.Source != answer.Source))
        : [];

    PartnerOfRecordQuestion OfHolder(Reseller holder, PartnerOfRecordOperation operation, DateOnly on, string? country) => new()
    {
        TenantKind = kind,
        Operation = operation,
        On = on,
        Now = now,
        PlaId = holder.PlaId,
        HolderRegion = holder.Region,
        HolderCountry = holder.Country,
        CustomerCountry = country,
        Answers = pages[holder.Id].Answers,
        Policy = policy,
    };

    /// <summary>One reseller.</summary>
    sealed class Page(Reseller row, DateTime at)
    {
        public Reseller Row { get; } = row;
        public Guid? ParentId { get; set; } = row.ParentId;
        public List<PartnerOfRecordResult> Kept { get; } = [];

        /// <summary>What its stated facts answer, as far as they were stated by then.</summary>
        public List<PartnerOfRecordAnswer> Stated => field ??= [.. StoredFactsSource.AnswersOf(Row).Where(answer => answer.CheckedAt <= at)];

        public PartnerOfRecordAnswers Answers => field ??= PartnerOfRecordAnswers.Newest(
            [.. Stated, .. Kept.Select(kept => new PartnerOfRecordAnswer(kept.Rule, kept.Outcome, kept.UpstreamCode, kept.UpstreamText, kept.Source, kept.CheckedAt))]);
    }
}
