namespace CspGraph.Api.Host.Transport;

/// <summary>Outside Development nothing but health is told over plain HTTP.</summary>
/// <remarks>
/// Refused, not redirected: a client that follows redirects would send its token in clear with every request, and nobody would
/// notice. Which scheme the client used is told by a known proxy (<see cref="Proxies"/>), else by the connection.
/// </remarks>
static class Https
{
    const string Key = "Https:Required";

    static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static void AddHttps(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new Requirement(IsRequired(builder.Configuration, builder.Environment)));
        builder.Services.AddHsts(hsts => hsts.MaxAge = Remembered);
    }

    public static void UseHttps(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        if (app.Services.GetRequiredService<Requirement>().IsRequired)
            app.Use((http, next) => http.Request.IsHttps || IsHealth(http.Request) ? next(http) : Refusal.HttpsRequired().WriteAsync(http));
    }

    public static bool IsRequired(IConfiguration configuration, IHostEnvironment environment) =>
        ServerSettings.Flag(configuration, Key, otherwise: !environment.IsDevelopment());

    /// <summary>Asked by the machine's own neighbours, without a token.</summary>
    static bool IsHealth(HttpRequest request) => request.Path.StartsWithSegments("/health");

    sealed record Requirement(bool IsRequired);
}
