namespace CspGraph.Domain.Tenancy;

/// <summary>Who does something, as the audit log names it.</summary>
/// <param name="Kind">What kind of caller it is.</param>
/// <param name="Id">By which it is found again: the object id of a person, the application's id, the key's id.</param>
/// <param name="Name">As it was called then; null when nothing told.</param>
public sealed record Actor(ActorKind Kind, string Id, string? Name = null)
{
    /// <summary>Characters of an id at most.</summary>
    public const int LongestId = 100;

    /// <summary>Characters of a name at most; what is longer is cut.</summary>
    public const int LongestName = 200;

    /// <inheritdoc cref="Actor"/>
    public string? Name { get; } = Name is { Length: > LongestName } ? Name[..(char.IsHighSurrogate(Name[LongestName - 1]) ? LongestName - 1 : LongestName)] : Name;
}

/// <summary>Which kind of caller did something.</summary>
public enum ActorKind
{
    /// <summary>A person, signed in with Microsoft Entra.</summary>
    Person,
    /// <summary>An application with a Microsoft Entra token of its own.</summary>
    Application,
    /// <summary>A back end with an API key.</summary>
    ApiKey,
    /// <summary>A token of the Development environment.</summary>
    Development,
    /// <summary>Who runs the installation, by a command.</summary>
    Operator,
}
