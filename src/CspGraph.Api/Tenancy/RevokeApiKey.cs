using CspGraph.Api.Host.Changes;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

sealed class RevokeApiKeyInput : ChangeInput
{
    public required NodeId Id { get; init; }
    public int? ExpectedVersion { get; init; }
}

sealed record RevokeApiKeyPayload : ChangePayload
{
    public Guid? ApiKey { get; init; }
}

/// <summary>Ends a key: whoever sends it is refused from the next request on. One that was revoked before stays as it is.</summary>
sealed class RevokeApiKey : Change<RevokeApiKeyInput, RevokeApiKeyPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override NodeId? SubjectOf(RevokeApiKeyInput input) => input.Id;

    protected override async Task<RevokeApiKeyPayload> MakeAsync(ChangeContext context, RevokeApiKeyInput input)
    {
        var key = input.Id.Tag == ApiKeyType.Tag ? await context.Rows<ApiKey>().SingleOrDefaultAsync(row => row.Id == input.Id.Key, context.Cancellation) : null;
        if (key is null) return Refused(new Objection(ObjectionCodes.NotFound, "There is no such API key.", "id"));
        if (ChangeContext.Stale(key, input.ExpectedVersion) is { } stale) return Refused(stale);
        if (key.RevokedAt is null)
        {
            key.RevokedAt = context.Now;
            context.Tell(EventKind.ApiKeyRevoked, input.Id, key.ResellerId);
        }
        return new() { ApiKey = key.Id };
    }
}

sealed class RevokeApiKeyInputType : ChangeInputType<RevokeApiKeyInput>
{
    public RevokeApiKeyInputType() : base("RevokeApiKeyInput", "Which key is revoked.")
    {
        Field(input => input.Id, "The key's global id.");
        Field(input => input.ExpectedVersion, "The version of the key that the client has seen; another one is left as it is.");
        CommonFields();
    }
}

sealed class RevokeApiKeyPayloadType : ChangePayloadType<RevokeApiKeyPayload>
{
    public RevokeApiKeyPayloadType() : base("RevokeApiKeyPayload", "The key that was revoked.") =>
        Loaded<ApiKey>("apiKey", payload => payload.ApiKey, "The key; null when it was not found or left as it is.");
}
