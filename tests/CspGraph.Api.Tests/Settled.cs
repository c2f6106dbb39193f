using System.Runtime.CompilerServices;

namespace CspGraph.Api.Tests;

/// <summary>Servers of tests do not watch their settings' files: of what that takes a user has few, and hundreds of them are made.</summary>
static class Settled
{
    [ModuleInitializer]
    public static void DoNotWatch() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
