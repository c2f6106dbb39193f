namespace CspGraph.Benchmarks.Compare;

/// <summary>The API on a network, with the settings it is shipped with. Demo tokens are the Development environment's; see <see cref="StartupHook"/>.</summary>
static class ApiProcess
{
    /// <param name="folder">Where it is to run, and keep its own files.</param>
    /// <param name="database">The network's file.</param>
    /// <param name="cached">Whether it may answer from its response cache.</param>
    /// <param name="cancellation">Ends the wait for its start.</param>
    public static Task<ServerProcess> StartAsync(string folder, string database, bool cached, CancellationToken cancellation)
    {
        foreach (var settings in Directory.GetFiles(AppContext.BaseDirectory, "appsettings*.json"))
            File.Copy(settings, Path.Combine(folder, Path.GetFileName(settings)), overwrite: true);
        return ServerProcess.StartAsync("CspGraph.Api.dll", ["--urls", "http://127.0.0.1:0"], folder, new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__CspGraph"] = SeededNetwork.ConnectionString(database),
            ["Jobs__Enabled"] = "false",
            ["Webhooks__Enabled"] = "false",
            // Budgets are counted, and hold more than one client can ask for.
            ["GraphQL__Budget__ClientCapacity"] = "2000000000",
            ["GraphQL__Budget__ClientRefillPerSecond"] = "2000000000",
            ["GraphQL__Budget__TenantRefillPerSecond"] = "2000000000",
            ["GraphQL__Cache__Enabled"] = cached ? "true" : "false",
        }, cancellation);
    }
}
