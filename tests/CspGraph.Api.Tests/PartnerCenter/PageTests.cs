using System.Net;
using CspGraph.Api.PartnerCenter;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterKit;
using static CspGraph.Api.Tests.PartnerCenter.PartnerCenterServer;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>The list of indirect resellers comes in pages.</summary>
public sealed class PageTests
{
    const string First = "?relationship_type=IsIndirectCloudSolutionProviderOf";

    [Fact]
    public async Task The_documented_list_is_one_page()
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Relationships, Bodies.Resellers);

        var resellers = await kit.Client.IndirectResellersAsync(Tenant, default);

        Assert.Equal(
        [
            new(new("484e548c-f5f3-4528-93a9-c16c6373cb59"), "First Up Consultants", "Active", "4847383", "US"),
            new(new("b01b1487-b36e-4e6d-9b5e-0b58974c4b28"), "ReleCloud", "Active", "4847433", "BR"),
        ], resellers);
        Assert.Equal(First, Assert.Single(kit.Server.Questions).Query);
    }

    [Theory]
    [InlineData("/relationships")]
    [InlineData("/v1/relationships")]
    [InlineData("{host}/v1/relationships")]
    public async Task The_next_page_is_followed_with_its_headers(string path)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Relationships, Page(1, path.Replace("{host}", kit.Server.Address) + First + "&seekOperation=Next"));
        kit.Server.Answer(Relationships, Page(2, next: null));

        var resellers = await kit.Client.IndirectResellersAsync(Tenant, default);

        Assert.Equal(["Reseller 1", "Reseller 2"], resellers.Select(reseller => reseller.Name));
        Assert.Equal([First, First + "&seekOperation=Next"], kit.Server.Questions.Select(question => question.Query));
        Assert.Equal([null, "AQAAAA=="], kit.Server.Questions.Select(question => question.Headers.GetValueOrDefault("MS-ContinuationToken")));
        Assert.Equal("token-1", kit.Server.Questions[1].Headers["Authorization"]["Bearer ".Length..]);
        Assert.Equal(2, kit.Server.Questions.Select(question => question.Headers["MS-RequestId"]).Distinct().Count());
        Assert.Single(kit.Server.Questions.Select(question => question.Headers["MS-CorrelationId"]).Distinct());
    }

    [Theory]
    [InlineData("https://elsewhere.example/v1/relationships")]
    [InlineData("{host}.elsewhere.example/v1/relationships")]
    [InlineData("{host}@elsewhere.example/v1/relationships")]
    public async Task A_page_elsewhere_is_not_followed(string next)
    {
        await using var kit = await CreateAsync();
        kit.Server.Answer(Relationships, Page(1, next.Replace("{host}", kit.Server.Address)));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.IndirectResellersAsync(Tenant, default));

        Assert.Equal(HttpStatusCode.OK, failure.Status);
        Assert.Single(kit.Server.Questions);
    }

    [Fact]
    public async Task A_list_without_an_end_is_given_up()
    {
        await using var kit = await CreateAsync();
        for (var page = 0; page < PartnerCenterClient.MostPages; page++) kit.Server.Answer(Relationships, Page(page, "/relationships"));

        var failure = await Assert.ThrowsAsync<PartnerCenterException>(() => kit.Client.IndirectResellersAsync(Tenant, default));

        Assert.Equal("The list of indirect resellers has more than 1000 pages", failure.Message);
        Assert.Equal(1_000, kit.Server.Questions.Count);
    }

    static string Page(int number, string? next)
    {
        var link = next is null ? "null" : $$"""{"uri":"{{next}}","method":"GET","headers":[{"key":"MS-ContinuationToken","value":"AQAAAA=="},{"key":"Authorization","value":"Bearer theirs"}]}""";
        return $$"""{"totalCount":2,"items":[{"id":"{{new Guid(number, 0, 0, new byte[8])}}","name":"Reseller {{number}}","state":"Active"}],"links":{"next":{{link}} } }""";
    }
}
