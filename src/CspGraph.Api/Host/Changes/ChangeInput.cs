using System.Text.Json.Serialization;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Host.Changes;

/// <summary>What every change can be asked beside its own.</summary>
abstract class ChangeInput
{
    [JsonIgnore]
    public bool DryRun { get; init; }

    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>The input of a mutation, in the schema.</summary>
abstract class ChangeInputType<T>(string name, string description) : InputType<T>(name, description) where T : ChangeInput
{
    /// <summary>Comes behind the change's own fields.</summary>
    protected void CommonFields()
    {
        Field(input => input.DryRun, "True makes nothing last: the payload shows what would be.", otherwise: false);
        Field(input => input.IdempotencyKey, "Chosen by the client, 1 to 200 visible ASCII characters: sent again with the same input within seven days it makes nothing twice, and answers what the first answered. With another input it is refused.");
    }
}

/// <summary>What becomes of a bulk change when a part of it is refused.</summary>
enum ErrorPolicy
{
    AllOrNothing,
    SkipFailed,
}
