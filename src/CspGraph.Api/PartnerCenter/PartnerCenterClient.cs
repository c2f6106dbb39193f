using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CspGraph.Api.PartnerOfRecord;

namespace CspGraph.Api.PartnerCenter;

/// <summary>What Partner Center tells of resellers, over its REST API. Every method throws a <see cref="PartnerCenterException"/> when a question cannot be answered.</summary>
/// <remarks>All but <see cref="ValidateResellersAsync"/> need the refresh token of a person.</remarks>
sealed class PartnerCenterClient(PartnerCenterHttp http, PartnerCenterTokens tokens, PartnerCenterSettings settings)
{
    /// <summary>Microsoft names no most; so many are asked in one request.</summary>
    public const int MostIds = 100;

    /// <summary>More pages than any distributor fills: a list that does not end is none.</summary>
    public const int MostPages = 1_000;

    /// <returns>One for each PLA ID, in the order asked.</returns>
    public async Task<IReadOnlyList<ResellerValidation>> ValidateResellersAsync(AskingTenant tenant, IReadOnlyList<string> plaIds, CancellationToken cancellation)
    {
        var correlation = Guid.NewGuid();
        var answered = new Dictionary<string, ResellerValidation>(StringComparer.Ordinal);
        foreach (var chunk in plaIds.Distinct(StringComparer.Ordinal).Chunk(MostIds))
        {
            using var request = await RequestAsync(tenant, ofPerson: false, HttpMethod.Post, "/v1/partners/validateresellers", correlation, cancellation);
            request.Content = new StringContent(JsonSerializer.Serialize(new { partnerIds = chunk }), Encoding.UTF8, MediaTypeNames.Application.Json);
            foreach (var validation in await AskAsync(tenant, ofPerson: false, request, Validations, cancellation)) answered.TryAdd(validation.PlaId, validation);
        }
        return [.. plaIds.Select(plaId => answered.GetValueOrDefault(plaId) ?? new(plaId, IsValid: null, ErrorCode: null, ErrorDescription: null))];
    }

    public async Task<AgreementStatus> AgreementStatusAsync(AskingTenant tenant, string plaId, CancellationToken cancellation)
    {
        using var request = await RequestAsync(tenant, ofPerson: true, HttpMethod.Get, $"/v1/compliance/csp/agreementstatus?mpnId={Uri.EscapeDataString(plaId)}", Guid.NewGuid(), cancellation);
        try
        {
            var isSigned = await AskAsync(tenant, ofPerson: true, request, body => body.GetProperty("isAgreementSigned").GetBoolean(), cancellation);
            return new(isSigned, Code: null, Text: null);
        }
        // That one reseller is not known, or has not signed, is told as an error (2200 to 2204).
        catch (PartnerCenterException answer) when (answer is { Status: HttpStatusCode.BadRequest or HttpStatusCode.NotFound, Code: not null })
        {
            return new(IsSigned: null, answer.Code, answer.Text);
        }
    }

    public async Task<MpnProfile> FindMpnProfileAsync(AskingTenant tenant, string plaId, CancellationToken cancellation)
    {
        using var request = await RequestAsync(tenant, ofPerson: true, HttpMethod.Get, $"/v1/profiles/mpn?mpnId={Uri.EscapeDataString(plaId)}", Guid.NewGuid(), cancellation);
        try
        {
            await AskAsync(tenant, ofPerson: true, request, body => PartnerCenterJson.Required(body, "mpnId"), cancellation);
            return new(IsFound: true, Code: null, Text: null);
        }
        // Without a code of Microsoft's it may as well be the address that is not found.
        catch (PartnerCenterException answer) when (answer is { Status: HttpStatusCode.NotFound, Code: not null })
        {
            return new(IsFound: false, answer.Code, answer.Text);
        }
    }

    public async Task<IReadOnlyList<IndirectReseller>> IndirectResellersAsync(AskingTenant tenant, CancellationToken cancellation)
    {
        var correlation = Guid.NewGuid();
        var resellers = new List<IndirectReseller>();
        var next = new PageLink("/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf", ContinuationToken: null);
        for (var page = 0; page < MostPages; page++)
        {
            using var request = await RequestAsync(tenant, ofPerson: true, HttpMethod.Get, next.Uri, correlation, cancellation);
            if (next.ContinuationToken is { } token) request.Headers.TryAddWithoutValidation(PageLink.TokenHeader, token);
            var (items, following) = await AskAsync(tenant, ofPerson: true, request, body => (Resellers(body), PageLink.Next(body, settings.BaseUrl)), cancellation);
            resellers.AddRange(items);
            if (following is null) return resellers;
            next = following;
        }
        throw new PartnerCenterException($"The list of indirect resellers has more than {MostPages} pages");
    }

    /// <summary>The token is asked for apart from the question: why there is none tells nothing of a reseller.</summary>
    async Task<HttpRequestMessage> RequestAsync(AskingTenant tenant, bool ofPerson, HttpMethod method, string uri, Guid correlation, CancellationToken cancellation)
    {
        var token = await tokens.OfAsync(tenant, ofPerson, cancellation);
        var request = new HttpRequestMessage(method, settings.BaseUrl + uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.Add(new(MediaTypeNames.Application.Json));
        request.Headers.Add("MS-RequestId", $"{Guid.NewGuid()}");
        request.Headers.Add("MS-CorrelationId", $"{correlation}");
        request.Headers.Add("MS-PartnerCenter-Application", "CspGraph");
        return request;
    }

    async Task<T> AskAsync<T>(AskingTenant tenant, bool ofPerson, HttpRequestMessage request, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var token = request.Headers.Authorization!.Parameter!;
        try
        {
            return await http.AskAsync(request, read, [token], cancellation);
        }
        catch (PartnerCenterException refused) when (refused.Status is HttpStatusCode.Unauthorized)
        {
            tokens.Forget(tenant, ofPerson, token);
            throw;
        }
    }

    static List<ResellerValidation> Validations(JsonElement body) =>
    [
        .. body.GetProperty("validationResults").EnumerateArray().Select(row => new ResellerValidation(
            PartnerCenterJson.Required(row, "partnerId"),
            row.GetProperty("isValidPartnerIdOnRecord").GetBoolean(),
            PartnerCenterJson.Number(row, "errorCode"),
            PartnerCenterJson.Short(PartnerCenterJson.Optional(row, "errorDescription"), PartnerCenterJson.LongestText))),
    ];

    static List<IndirectReseller> Resellers(JsonElement body) =>
    [
        .. body.GetProperty("items").EnumerateArray().Select(row => new IndirectReseller(
            row.GetProperty("id").GetGuid(),
            PartnerCenterJson.Optional(row, "name"),
            PartnerCenterJson.Required(row, "state"),
            PartnerCenterJson.Optional(row, "mpnId"),
            PartnerCenterJson.Optional(row, "location"))),
    ];
}
