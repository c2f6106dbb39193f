using System.Text.Json.Serialization;
using CspGraph.Domain;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Host.Changes;

/// <summary>What a change came to: keys of rows, and why it was not made.</summary>
abstract record ChangePayload
{
    public IReadOnlyList<Objection> Errors { get; init; } = [];

    /// <summary>Parts were refused, and the others made.</summary>
    [JsonIgnore]
    public bool IsPartlyMade { get; init; }

    [JsonIgnore]
    public bool IsMade => Errors.Count == 0 || IsPartlyMade;
}

/// <summary>The payload of a mutation, in the schema.</summary>
abstract class ChangePayloadType<T> : PayloadType<T> where T : ChangePayload
{
    protected ChangePayloadType(string name, string description) : base(name, description) =>
        Field(payload => payload.Errors, "Why it was not made; empty when it was. Of a bulk change: why its parts were not.");
}

/// <summary>An objection, in the schema.</summary>
sealed class MutationErrorType : ObjectType<Objection>
{
    public MutationErrorType() : base("MutationError", "Why a change, or a part of it, was not made.")
    {
        Field(error => error.Code, "Decide by this: schema/errors.md lists the codes.");
        Field(error => error.Message, "What is wrong, for people.");
        Field(error => error.Field, "The field of the input that is to blame, such as memberships[2].role; null for the whole.");
        Field(error => error.UpstreamCode, "Microsoft's own code, where it was Microsoft that objected.");
    }

    public static readonly EnumType<ErrorPolicy> Policy = new("ErrorPolicy", "What becomes of a bulk change when a part of it is refused.",
        (ErrorPolicy.AllOrNothing, "Nothing is changed."),
        (ErrorPolicy.SkipFailed, "What can be changed is changed."));
}
