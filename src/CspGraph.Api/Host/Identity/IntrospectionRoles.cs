using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Identity;

/// <summary>Which roles may ask for the schema itself.</summary>
sealed class IntrospectionRoles(IReadOnlySet<Role> roles)
{
    const string Key = "GraphQL:Introspection";

    public bool Hold(Role role) => roles.Contains(role);

    /// <summary>Role names as a list or divided by commas; an empty text is nobody. Without the setting: everybody in Development, elsewhere those who build clients.</summary>
    public static IntrospectionRoles Read(IConfiguration configuration, IHostEnvironment environment)
    {
        if (ServerSettings.Texts(configuration, Key) is not { } names)
            return new(environment.IsDevelopment() ? Roles.ByName.Values.ToHashSet() : [Role.DistributorAdmin, Role.Integration]);
        return new(names.Select(Parse).ToHashSet());
    }

    static Role Parse(string name) => Roles.ByName.TryGetValue(name, out var role)
        ? role
        : throw new StartRefusedException($"{Key} names '{name}'; it must be a list of {string.Join(", ", Roles.ByName.Keys)}.");
}
