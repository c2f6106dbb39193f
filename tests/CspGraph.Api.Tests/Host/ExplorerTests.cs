using System.Text.RegularExpressions;

namespace CspGraph.Api.Tests.Host;

/// <summary>The explorer needs nothing but the server it came from.</summary>
public sealed partial class ExplorerTests
{
    [Fact]
    public async Task Every_file_the_page_names_is_served_here()
    {
        await using var server = await TestServer.StartAsync($"--webroot={Repository.Path("src/CspGraph.Api/wwwroot")}");

        var page = await server.Http.GetStringAsync("/");

        var files = FileNames().Matches(page).Select(match => match.Groups[1].Value).Where(name => !name.StartsWith("data:") && !name.StartsWith("graphql/")).ToList();
        Assert.Equal(6, files.Count);
        Assert.All(files, name => Assert.StartsWith("explorer/", name));
        foreach (var file in files) Assert.True((await server.Http.GetAsync(file)).IsSuccessStatusCode, file);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex FileNames();
}
