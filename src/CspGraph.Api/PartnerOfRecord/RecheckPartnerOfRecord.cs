using System.Globalization;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Api.PartnerCenter;
using CspGraph.Api.Resellers;
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
    public override Right Right => Right.Write;

    protected override async Task<object?> InquireAsync(Inquiry inquiry, RecheckPartnerOfRecordInput input)
    {
        AskingTenant tenant;
        List<Reseller> rows;
        await using (var snapshot = await inquiry.OpenAsync())
        {
            var db = snapshot.Db;
            var keys = Keys(input);
            tenant = await db.Tenants.Whole().Select(row => new AskingTenant(row.Slug, row.MicrosoftTenantId)).SingleAsync(inquiry.Cancellation);
            var seen = inquiry.Viewer.SeesWholeTenant ? db.Resellers.Whole() : db.Resellers;
            rows = await seen.AsNoTracking().Where(row => keys.Contains(row.Id) && row.PlaId != null).ToListAsync(inquiry.Cancellation);
        }
        var source = inquiry.Find<IPartnerOfRecordSource>() is { } other && other.Serves(tenant) ? other : new StoredFactsSource(rows);
        try
        {
            return new Told(source.Kind, await source.AskAsync(tenant, [.. rows.Select(row => new AskedReseller(row.Id, row.PlaId!, row.EntraTenantId))], inquiry.Cancellation), Objection: null);
        }
        catch (PartnerCenterException failure)
        {
            var wait = failure.RetryAfter is { } seconds ? $" Try again in {Math.Ceiling(seconds.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s." : "";
            return new Told(source.Kind, [], new Objection(ObjectionCodes.UpstreamUnavailable, $"Partner Center gave no answer: {failure.Text ?? $"HTTP {(int?)failure.Status}"}.{wait}", UpstreamCode: failure.Code));
        }
    }

    protected override async Task<RecheckPartnerOfRecordPayload> MakeAsync(ChangeContext context, RecheckPartnerOfRecordInput input)
    {
        if (input.Resellers.Count is 0 or > GraphEngineOptions.MaxPage)
            return Refused(new Objection(ObjectionCodes.BadUserInput, $"1 to {GraphEngineOptions.MaxPage} resellers are checked at once.", "resellers"));
        var keys = Keys(input);
        var rows = await context.Rows<Reseller>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, context.Cancellation);
        var objections = new List<Objection>();
        foreach (var (i, id) in input.Resellers.Index())
        {
            if (id.Tag != ResellerType.Tag || !rows.TryGetValue(id.Key, out var row)) objections.Add(new(ObjectionCodes.NotFound, "There is no such reseller.", $"resellers[{i}]"));
            else if (row.PlaId is null) objections.Add(new(ObjectionCodes.BadUserInput, "It has no PLA ID of its own: the reseller above it under whose it transacts is to be checked.", $"resellers[{i}]"));
        }
        if (objections.Count > 0) return new() { Errors = objections };
        var told = (Told)context.Answer!;
        if (told.Objection is { } unavailable) return Refused(unavailable);

        await context.Standings().KeepAsync([.. told.Answers.Select(answer =>
            (answer.ResellerId, new PartnerOfRecordAnswer(answer.Rule, answer.Outcome, answer.UpstreamCode, answer.UpstreamText, told.Source, answer.CheckedAt)))]);
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
