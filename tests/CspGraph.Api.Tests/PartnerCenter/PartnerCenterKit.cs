using CspGraph.Api.PartnerCenter;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Api.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>The client as the server has it, in front of a stand-in for Microsoft and beside a clock that stands still.</summary>
sealed class PartnerCenterKit : IAsyncDisposable
{
    public const string Secret = "the-client-secret";
    public const string RefreshToken = "the-refresh-token";

    public static readonly AskingTenant Tenant = new("contoso", new("0b8e5a4c-3c5f-4d4e-8a11-6a4c2f3d9e10"));
    public static readonly AskingTenant Stranger = new("fabrikam", new("0b8e5a4c-3c5f-4d4e-8a11-6a4c2f3d9e11"));
    public static readonly Guid ClientId = new("7d1f4a1e-0f5e-4c55-9d43-0c8a5e1b2f30");

    readonly WebApplication app;

    PartnerCenterKit(PartnerCenterServer server, WebApplication app, RetryClock clock, KeptLog log) => (Server, this.app, Clock, Log) = (server, app, clock, log);

    public PartnerCenterServer Server { get; }
    public RetryClock Clock { get; }

    /// <summary>Of every level.</summary>
    public KeptLog Log { get; }

    public PartnerCenterClient Client => app.Services.GetRequiredService<PartnerCenterClient>();
    public IPartnerOfRecordSource Source => app.Services.GetRequiredService<IPartnerOfRecordSource>();

    /// <param name="person">Whether there is a refresh token.</param>
    public static async Task<PartnerCenterKit> CreateAsync(bool person = true)
    {
        var server = await PartnerCenterServer.StartAsync();
        var clock = new RetryClock();
        var log = new KeptLog();
        List<string> settings =
        [
            "--environment=Development", $"--PartnerCenter:BaseUrl={server.Address}", $"--PartnerCenter:Authority={server.Address}/",
            $"--PartnerCenter:Tenants:contoso:ClientId={ClientId}", $"--PartnerCenter:Tenants:contoso:ClientSecret={Secret}",
        ];
        if (person) settings.Add($"--PartnerCenter:Tenants:contoso:RefreshToken={RefreshToken}");
        var builder = WebApplication.CreateSlimBuilder([.. settings]);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPartnerCenter();
        return new(server, builder.Build(), clock, log);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Server.DisposeAsync();
    }
}
