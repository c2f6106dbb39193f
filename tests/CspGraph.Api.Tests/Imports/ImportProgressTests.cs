using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Imports;

/// <summary>How far an import is, as it is told.</summary>
public sealed class ImportProgressTests
{
    static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(ImportStatus.Running, 0, 200L, 0)]
    [InlineData(ImportStatus.Running, 150, 200L, 75)]
    [InlineData(ImportStatus.Running, 200, 200L, 99)]
    [InlineData(ImportStatus.Running, 200, null, null)]
    [InlineData(ImportStatus.Failed, 200, 200L, 99)]
    [InlineData(ImportStatus.Succeeded, 200, 200L, 100)]
    [InlineData(ImportStatus.Succeeded, 200, null, 100)]
    public async Task A_hundred_per_cent_is_an_import_that_is_seen_and_both_ways_of_asking_tell_the_same(ImportStatus status, long bytesRead, long? totalBytes, int? percent)
    {
        await using var server = await TestServer.StartAsync();
        var id = ImportAnswer.IdOf(await AddAsync(server, status, bytesRead, totalBytes));
        var token = await server.TokenAsync();

        var http = (await server.GetAsync($"imports/{id}", token)).Json;
        var graph = (await server.SendAsync(TestServer.Post("graphql", new { query = $"{{ import(id: \"{id}\") {{ percent linesPerSecond }} }}" }), token)).Json.GetProperty("data").GetProperty("import");

        foreach (var told in new[] { http, graph })
            Assert.Equal((percent?.ToString() ?? "null", "143"), (told.GetProperty("percent").GetRawText(), told.GetProperty("linesPerSecond").GetRawText()));
    }

    [Theory]
    [InlineData("november.csv", "november.csv")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678🏢", "0123456789012345678901234567890123456789012345678901234567890123456789012345678")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012345678901234567🏢.csv", "012345678901234567890123456789012345678901234567890123456789012345678901234567🏢")]
    public void A_long_name_is_cut_between_two_letters(string name, string kept) => Assert.Equal(kept, ImportSource.Short(name));

    static async Task<Guid> AddAsync(TestServer server, ImportStatus status, long bytesRead, long? totalBytes)
    {
        await using var db = server.Database.Open(new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        var run = new ImportRun
        {
            Id = server.Database.Ids.Next(),
            Kind = ImportKind.LicenseReconciliation,
            FileName = "november.csv",
            Status = status,
            StartedAt = Start,
            IssuedAt = Start,
            ProgressAt = Start.AddSeconds(7),
            LineCount = 1000,
            BytesRead = bytesRead,
            TotalBytes = totalBytes,
            Owner = ImportOwner.Current,
        };
        db.Add(run);
        await db.SaveChangesAsync();
        return run.Id;
    }
}
