using CspGraph.Api.Customers;
using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

sealed class ValidatePartnerOfRecordInput
{
    public string? PlaId { get; init; }
    public NodeId? Reseller { get; init; }
    public NodeId? Customer { get; init; }
    public string? Country { get; init; }
    public PartnerOfRecordOperation Operation { get; init; }
    public DateOnly? On { get; init; }
}

/// <summary>Says whether Partners of Record are valid, on what is known by now: thousands at once by the same few statements.</summary>
/// <remarks>What is out of sight is answered like what is nowhere: nothing is known of it.</remarks>
static class ValidatePartnerOfRecord
{
    /// <summary>Questions in one request.</summary>
    public const int Most = 10_000;

    /// <summary>Checks of one verdict.</summary>
    public static readonly int Rules = Enum.GetValues<PartnerOfRecordRule>().Length;

    /// <summary>Resellers from which on all of the tenant are read at once.</summary>
    const int Many = 200;

    public static readonly Argument One = new("input", "ValidatePartnerOfRecordInput!", "Who sells what to whom.", Input: typeof(ValidatePartnerOfRecordInput));
    public static readonly Argument All = new("inputs", "[ValidatePartnerOfRecordInput!]!", "1 to 10,000 questions.", Input: typeof(ValidatePartnerOfRecordInput));

    public static async Task<VerdictShown?> OfOneAsync(ResolveContext<CspGraphDb, Viewer> context, TimeProvider clock) =>
        (await OfAsync(context, clock, [context.Argument<ValidatePartnerOfRecordInput>(One.Name)], _ => "input"))[0];

    public static async Task<IReadOnlyList<VerdictShown>> OfAllAsync(ResolveContext<CspGraphDb, Viewer> context, TimeProvider clock)
    {
        var inputs = context.Argument<IReadOnlyList<ValidatePartnerOfRecordInput>>(All.Name);
        if (inputs.Count is 0 or > Most) throw new GraphException(GraphErrorCodes.BadUserInput, $"inputs: 1 to {Most:N0} questions are answered at once.");
        return await OfAsync(context, clock, inputs, i => $"inputs[{i}]");
    }

    static async Task<IReadOnlyList<VerdictShown>> OfAsync(ResolveContext<CspGraphDb, Viewer> context, TimeProvider clock, IReadOnlyList<ValidatePartnerOfRecordInput> inputs, Func<int, string> place)
    {
        foreach (var (i, input) in inputs.Index())
            if (Objection(input) is { } wrong) throw new GraphException(GraphErrorCodes.BadUserInput, $"{place(i)}: {wrong}");
        var now = clock.GetUtcNow().UtcDateTime;
        var resellers = await ResellersAsync(context, inputs);
        var countries = await CountriesAsync(context, inputs);
        var asked = resellers.Asked.Count > Many ? null : resellers.Asked;
        var book = await PartnerOfRecordBook.LoadAsync(context.Db, now, asked, context.Cancellation);
        return [.. inputs.Select(input =>
        {
            var (on, country) = (input.On ?? DateOnly.FromDateTime(now), input.Country ?? (input.Customer is { } customer ? countries.GetValueOrDefault(customer.Key) : null));
            var reseller = input.Reseller is { } id ? resellers.Seen.Contains(id.Key) ? id.Key : (Guid?)null : resellers.ByPlaId.TryGetValue(input.PlaId ?? "", out var holder) ? holder : null;
            var verdict = reseller is not null ? book.Verdict(reseller, input.Operation, on, country)
                : book.Unheard(input.PlaId ?? "", input.PlaId is { } plaId && resellers.GlobalAccounts.Contains(plaId), input.Operation, on, country);
            return VerdictShown.Of(verdict, book.HolderOf(reseller)?.Id is { } held && resellers.Seen.Contains(held) ? held : null);
        })];
    }

    static string? Objection(ValidatePartnerOfRecordInput input) =>
        input.PlaId is null == input.Reseller is null ? "give plaId or reseller, and not both."
        : input.Customer is null == input.Country is null ? "give customer or country, and not both."
        : input.PlaId is { } plaId && !(ResellerKeys.Read(plaId) is { } key && ResellerKeys.IsPlaId(key)) ? "plaId is no PLA ID: it has 1 to 20 digits."
        : null;

    sealed record Resellers(HashSet<Guid> Seen, Dictionary<string, Guid> ByPlaId, HashSet<string> GlobalAccounts, List<Guid> Asked);

    static async Task<Resellers> ResellersAsync(ResolveContext<CspGraphDb, Viewer> context, IReadOnlyList<ValidatePartnerOfRecordInput> inputs)
    {
        var ids = inputs.Select(input => input.Reseller is { Tag: ResellerType.Tag } id ? id.Key : (Guid?)null).OfType<Guid>().Distinct().ToList();
        var plaIds = inputs.Select(input => input.PlaId).OfType<string>().Distinct().ToList();
        var rows = context.Rows<Reseller>();
        // A few are looked up; of many each row is read once.
        if (ids.Count + plaIds.Count <= Many) rows = rows.Where(row => ids.Contains(row.Id) || plaIds.Contains(row.PlaId!) || plaIds.Contains(row.PgaId!));
        var seen = await rows.Select(row => new { row.Id, row.PlaId, row.PgaId }).ToListAsync(context.Cancellation);
        var (known, wanted) = (seen.Select(row => row.Id).ToHashSet(), plaIds.ToHashSet());
        var byPlaId = seen.Where(row => row.PlaId is not null && wanted.Contains(row.PlaId)).ToDictionary(row => row.PlaId!, row => row.Id);
        // Whose PLA ID is asked of stands in its own right; whoever is asked of by id may stand under another that is above all that is seen.
        return new(await WithHoldersAsync(context, known, ids), byPlaId, [.. seen.Select(row => row.PgaId).OfType<string>()], [.. ids.Where(known.Contains).Concat(byPlaId.Values).Distinct()]);
    }

    /// <summary>Those in sight, and so whose name may be told.</summary>
    static async Task<HashSet<Guid>> WithHoldersAsync(ResolveContext<CspGraphDb, Viewer> context, HashSet<Guid> seen, List<Guid> ids)
    {
        if (ids.Count is 0 or > Many) return seen;
        var above = context.Db.ResellerClosure.Where(path => ids.Contains(path.DescendantId) && path.ValidTo == null).Select(path => path.AncestorId);
        seen.UnionWith(await context.Rows<Reseller>().Where(row => above.Contains(row.Id)).Select(row => row.Id).ToListAsync(context.Cancellation));
        return seen;
    }

    static async Task<Dictionary<Guid, string?>> CountriesAsync(ResolveContext<CspGraphDb, Viewer> context, IReadOnlyList<ValidatePartnerOfRecordInput> inputs)
    {
        var countries = new Dictionary<Guid, string?>();
        foreach (var chunk in inputs.Select(input => input.Customer is { Tag: CustomerType.Tag } id ? id.Key : (Guid?)null).OfType<Guid>().Distinct().Chunk(2_000))
            foreach (var row in await context.Rows<Customer>().Where(row => chunk.Contains(row.Id)).Select(row => new { row.Id, row.Country }).ToListAsync(context.Cancellation))
                countries.Add(row.Id, row.Country);
        return countries;
    }
}

sealed class ValidatePartnerOfRecordInputType : InputType<ValidatePartnerOfRecordInput>
{
    public ValidatePartnerOfRecordInputType() : base("ValidatePartnerOfRecordInput", "Who sells what to whom: whether the Partner of Record is valid for it is asked.")
    {
        Field(input => input.PlaId, "The PLA ID of who is to be Partner of Record; this or reseller.");
        Field(input => input.Reseller, "Who is to be Partner of Record; without a PLA ID of its own under that of the nearest above it which has one.");
        Field(input => input.Customer, "Who buys; this or country.");
        Field(input => input.Country, "The country of the customer's tenant, ISO 3166-1 alpha-2.", scalar: "CountryCode");
        Field(input => input.Operation, "What is to be done.");
        Field(input => input.On, "The day on which it is to be done (UTC); left out, today. Rules are those of that day, what is known is what is known now.");
    }
}
