using System.Globalization;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Api.PartnerCenter;
using CspGraph.Api.Resellers;
using CspGraph.Data.Resellers;
using CspGraph.Domain;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

sealed class RecheckPartnerOfRecordInput : ChangeInput
{
    public required IReadOnlyList<NodeId> Resellers { get; init; }
}

sealed record RecheckPartnerOfRecordPayload : ChangePayload
{
    public IReadOnlyList<Guid?> Resellers { get; init; } = [];
    public PartnerOfRecordSourceKind? Source { get; init; }
    public DateTime? CheckedAt { get; init; }
}

/// <summary>Asks Partner Center about resellers, or, where it is not set up for the tenant, what is stored; keeps every answer, and tells of those whose verdict turns.</summary>
sealed class RecheckPartnerOfRecord : Change<RecheckPartnerOfRecordInput, RecheckPartnerOfRecordPayload>
{
    /// <summary>Less than an operation may take.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public override Right Right => Right.Write;

    protected override async Task<object?> InquireAsync(Inquiry inquiry, RecheckPartnerOfRecordInput input)
    {
        var asked = Keys(input);
        if (asked.Count is 0 || input.Resellers.Count > GraphEngineOptions.MaxPage) return null;
        AskingTenant tenant;
        List<Reseller> rows;
        await using (var snapshot = await inquiry.OpenAsync())
        {
            var db = snapshot.Db;
            tenant = await db.Tenants.Whole().Select(row => new AskingTenant(row.Slug, row.MicrosoftTenantId)).SingleAsync(inquiry.Cancellation);
            var seen = inquiry.Viewer.SeesWholeTenant ? db.Resellers.Whole() : db.Resellers;
            rows = await seen.AsNoTracking().Where(row => asked.Contains(row.Id) && row.PlaId != null).ToListAsync(inquiry.Cancellation);
        }
        // What will be refused is not asked about.
        if (rows.Count < asked.Count) return null;
        var source = inquiry.Find<IPartnerOfRecordSource>() is { } other && other.Serves(tenant) ? other : new StoredFactsSource(rows);
        using var limit = new CancellationTokenSource(Patience, inquiry.Find<TimeProvider>() ?? TimeProvider.System);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, inquiry.Cancellation);
        try
        {
            return new Told(source.Kind, await source.AskAsync(tenant, [.. rows.Select(row => new AskedReseller(row.Id, row.PlaId!, row.EntraTenantId))], ending.Token), Objection: null);
        }
        catch (PartnerCenterException failure)
        {
            return new Told(source.Kind, [], Unavailable(failure, inquiry.Viewer));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Told(source.Kind, [], new Objection(ObjectionCodes.UpstreamUnavailable, $"Partner Center gave no answer within {Patience.TotalSeconds:0} s. Ask about fewer resellers, or try again later."));
        }
    }

    /// <summary>What Microsoft says to the distributor's own application is for who sees the whole tenant.</summary>
    static Objection Unavailable(PartnerCenterException failure, Viewer viewer)
    {
        var wait = failure.RetryAfter is { } seconds ? $" Try again in {Math.Ceiling(seconds.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s." : "";
        if (!viewer.SeesWholeTenant) return new(ObjectionCodes.UpstreamUnavailable, $"Partner Center gave no answer.{wait}");
        var why = failure.Text ?? (failure.Status is { } status ? $"HTTP {(int)status}" : "it cannot be reached");
        return new(ObjectionCodes.UpstreamUnavailable, $"Partner Center gave no answer: {why}.{wait}", UpstreamCode: failure.Code);
    }

    protected override async Task<RecheckPartnerOfRecordPayload> MakeAsync(ChangeContext context, RecheckPartnerOfRecordInput input)
    {
        if (input.Resellers.Count is 0 or > GraphEngineOptions.MaxPage)
            return Refused(new Objection(ObjectionCodes.BadUserInput, $"1 to {GraphEngineOptions.MaxPage} resellers are checked at once.", "resellers"));
        await context.Db.LockTreeAsync(context.Cancellation);
        var keys = Keys(input);
        var rows = await context.Rows<Reseller>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, context.Cancellation);
        var objections = new List<Objection>();
        foreach (var (i, id) in input.Resellers.Index())
        {
            if (id.Tag != ResellerType.Tag || !rows.TryGetValue(id.Key, out var row)) objections.Add(new(ObjectionCodes.NotFound, "There is no such reseller.", $"resellers[{i}]"));
            else if (row.PlaId is null) objections.Add(new(ObjectionCodes.BadUserInput, "It has no PLA ID of its own: the reseller above it under whose it transacts is to be checked.", $"resellers[{i}]"));
        }
        if (objections.Count > 0) return new() { Errors = objections };
        // It came into sight, or got its PLA ID, since it was to be asked about.
        if (context.Answer is not Told told) return Refused(new Objection(ObjectionCodes.Conflict, "A reseller has changed meanwhile: ask again."));
        if (told.Objection is { } unavailable) return Refused(unavailable);

        await context.Standings().KeepAsync([.. told.Answers.Select(answer => (answer.ResellerId, answer.Answer))]);
        await context.RefreshStandingsAsync(keys);
        return new()
        {
            Resellers = [.. input.Resellers.Select(id => (Guid?)id.Key)],
            Source = told.Source,
            CheckedAt = context.Now,
        };
    }

    static List<Guid> Keys(RecheckPartnerOfRecordInput input) => [.. input.Resellers.Where(id => id.Tag == ResellerType.Tag).Select(id => id.Key).Distinct()];

    /// <param name="Source">Who was asked.</param>
    /// <param name="Answers">What was answered.</param>
    /// <param name="Objection">Why there is no answer; null when there is.</param>
    sealed record Told(PartnerOfRecordSourceKind Source, IReadOnlyList<SourceAnswer> Answers, Objection? Objection);
}

sealed class RecheckPartnerOfRecordInputType : ChangeInputType<RecheckPartnerOfRecordInput>
{
    public RecheckPartnerOfRecordInputType() : base("RecheckPartnerOfRecordInput", "Whom to ask about.")
    {
        Field(input => input.Resellers, "1 to 100 resellers with a PLA ID of their own.");
        CommonFields();
    }
}

sealed class RecheckPartnerOfRecordPayloadType : ChangePayloadType<RecheckPartnerOfRecordPayload>
{
    public RecheckPartnerOfRecordPayloadType() : base("RecheckPartnerOfRecordPayload", "What was checked.")
    {
        LoadedList<Reseller>("resellers", payload => payload.Resellers, "The resellers, in the order of the input.");
        Field(payload => payload.Source, "Who was asked: STORED_FACTS where Partner Center is not set up for the tenant. Null when nobody was.");
        Field(payload => payload.CheckedAt, "When; null when it was not.");
    }
}
