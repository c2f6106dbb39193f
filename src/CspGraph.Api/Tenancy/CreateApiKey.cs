using System.Text.Json.Serialization;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tenancy;

sealed class CreateApiKeyInput : ChangeInput
{
    public required string Name { get; init; }
    public required IReadOnlyList<Right> Rights { get; init; }
    public NodeId? Reseller { get; init; }
    public DateTime? ExpiresAt { get; init; }
}

sealed record CreateApiKeyPayload : ChangePayload
{
    public Guid? ApiKey { get; init; }

    [JsonIgnore]
    public string? Secret { get; init; }
}

/// <summary>Makes a key for a back end: of no more than its maker sees and may do.</summary>
sealed class CreateApiKey : Change<CreateApiKeyInput, CreateApiKeyPayload>
{
    public override Right Right => Right.ManageAccess;

    protected override async Task<CreateApiKeyPayload> MakeAsync(ChangeContext context, CreateApiKeyInput input)
    {
        var rights = RightSet.Of([.. input.Rights]);
        var expiresAt = input.ExpiresAt ?? context.Now + AccessRules.UsualKeyLife;
        var (scope, unknown) = await AccessScope.OfAsync(context, input.Reseller, "reseller");
        var objection = unknown ?? AccessRules.OfName(input.Name, "name") ?? AccessRules.OfRights(context.Viewer, rights, scope is null, "rights") ?? AccessRules.OfExpiry(context.Now, expiresAt);
        if (objection is not null) return Refused(objection);
        var secret = ApiKeySecret.Create();
        var key = new ApiKey
        {
            Id = context.NewId(),
            Name = input.Name.Trim(),
            SecretHash = secret.Hash,
            Hint = secret.Hint,
            ResellerId = scope,
            RightNames = rights.ToString(),
            CreatedAt = context.Now,
            CreatedBy = context.Actor.Name ?? context.Actor.Id,
            ExpiresAt = expiresAt,
        };
        context.Db.Add(key);
        context.Tell(EventKind.ApiKeyCreated, new NodeId(ApiKeyType.Tag, key.Id), scope);
        return new() { ApiKey = key.Id, Secret = input.DryRun ? null : secret.Text };
    }
}

sealed class CreateApiKeyInputType : ChangeInputType<CreateApiKeyInput>
{
    public CreateApiKeyInputType() : base("CreateApiKeyInput", "A key for a back end.")
    {
        Field(input => input.Name, "What people call it, up to 200 characters.");
        Field(input => input.Rights, "What it may do: READ, and of WRITE and SEE_COSTS what its maker has.");
        Field(input => input.Reseller, "The root of what it sees; left out, all that its maker sees.");
        Field(input => input.ExpiresAt, "When it ceases to hold, within two years; left out, in 365 days.");
        CommonFields();
    }
}

sealed class CreateApiKeyPayloadType : ChangePayloadType<CreateApiKeyPayload>
{
    public CreateApiKeyPayloadType() : base("CreateApiKeyPayload", "The new key.")
    {
        Loaded<ApiKey>("apiKey", payload => payload.ApiKey, "The key; null when it was not made.");
        Field(payload => payload.Secret, "What the back end sends as its bearer token. It is shown this once, and nobody can find it again: null where an answer is repeated for an idempotency key, and of a dry run.").ShownOnce();
    }
}
