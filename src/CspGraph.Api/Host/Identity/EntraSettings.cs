using System.Text.RegularExpressions;

namespace CspGraph.Api.Host.Identity;

/// <summary>Whose tokens of Microsoft Entra are taken: what <c>AzureAd</c> says. Nothing else of that section is read, so that no setting can switch off a check.</summary>
/// <param name="Instance">Which of Microsoft's clouds: the address that all of its tenants' begin with, without a slash at its end.</param>
/// <param name="TenantId"><c>organizations</c>, <c>common</c>, or the one Entra tenant whose tokens are taken.</param>
/// <param name="ClientId">The application that tokens are asked for.</param>
/// <param name="Audiences">What a token must be meant for.</param>
/// <param name="Scopes">Of these a token must have one when it is a person's.</param>
sealed partial record EntraSettings(string Instance, string TenantId, Guid ClientId, IReadOnlyList<string> Audiences, IReadOnlyList<string> Scopes)
{
    const string Section = "AzureAd:";

    /// <summary>Where the keys and issuers are published, as the second version of Entra's endpoints has it.</summary>
    public string Authority => $"{Instance}/{TenantId}/v2.0";

    /// <summary>Null when nothing of it is set.</summary>
    public static EntraSettings? Read(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[Section + "ClientId"] is not { Length: > 0 } clientText)
            return configuration.GetSection("AzureAd").GetChildren().Any() ? throw new StartRefusedException($"{Section}ClientId is missing.") : null;
        if (!Guid.TryParse(clientText, out var client)) throw new StartRefusedException($"{Section}ClientId is '{clientText}'; it must be a GUID.");

        var instance = Text("Instance", "https://login.microsoftonline.com");
        var mayBePlain = environment.IsDevelopment();
        if (!Uri.TryCreate(instance, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps && !(mayBePlain && address.Scheme == Uri.UriSchemeHttp))
            throw new StartRefusedException($"{Section}Instance is '{instance}'; it must be an https address.");
        var tenant = Text("TenantId", "organizations");
        if (!TenantName().IsMatch(tenant))
            throw new StartRefusedException($"{Section}TenantId is '{tenant}'; it must be organizations, common, or one tenant's GUID or domain.");

        var audiences = Names("Audience").Concat(Names("Audiences")).ToList();
        var scopes = Names("Scopes");
        return new(instance.TrimEnd('/'), tenant, client,
            audiences.Count > 0 ? audiences : [$"{client}", $"api://{client}"],
            scopes.Count > 0 ? scopes : ["access_as_user"]);

        string Text(string key, string otherwise) => configuration[Section + key] is { Length: > 0 } text ? text : otherwise;

        // A list, or divided by blanks or commas.
        IReadOnlyList<string> Names(string key)
        {
            var section = configuration.GetSection(Section + key);
            return [.. section.GetChildren().Select(item => item.Value ?? "").Prepend(section.Value ?? "")
                .SelectMany(text => text.Split([' ', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
    private static partial Regex TenantName();
}
