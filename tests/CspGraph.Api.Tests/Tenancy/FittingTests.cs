using System.Globalization;
using System.Text.Json.Nodes;
using CspGraph.Api.Events;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The isolation tests ask for something: a condition that never fits a row, or a field that is always null, would prove nothing.</summary>
public sealed class FittingTests(TrueWorld truth) : IClassFixture<TrueWorld>
{
    [Fact]
    public async Task Every_field_is_answered_with_a_value()
    {
        var documents = Documents.OfProduct();
        var answered = new Answered(documents.Sdl);
        foreach (var onlooker in new[] { "admin", "child" })
            foreach (var ask in documents.Selections) answered.Add(ask, (await truth.Server.AskAsync(Onlooker.Named(onlooker), ask, number: 0)).Body);
        var all = documents.Sdl.Objects.Where(type => documents.Sdl.IsRead(type.Name.StringValue)).SelectMany(type => documents.Sdl.Fields(type.Name.StringValue).Select(field => $"{type.Name.StringValue}.{field.Name.StringValue}"));
        Assert.Empty(all.Except(answered.Fields));
    }

    /// <summary>Of hundreds of conditions a few ask for what no row of so small a world can have, such as none of the currencies that there are.</summary>
    [Fact]
    public async Task Nearly_every_condition_fits_a_row()
    {
        var (all, fitting) = (new HashSet<string>(), new HashSet<string>());
        foreach (var ask in Documents.OfProduct().Filters)
            foreach (var (alias, page) in Pages(JsonNode.Parse((await truth.Server.AskAsync(Onlooker.Named("admin"), ask, number: 0)).Body)!["data"]))
            {
                var condition = $"{ask.Name.Split(" probe")[0]} {Shape(ask.Variables["v" + alias[1..]])}";
                all.Add(condition);
                if (page?["totalCount"]?.GetValue<int>() > 0 || page?["nodes"]?.AsArray().Count > 0) fitting.Add(condition);
            }
        var unfit = all.Except(fitting).ToList();
        Assert.True(unfit.Count <= all.Count / 20, string.Join('\n', unfit));
    }

    /// <summary>The last event comes in any case.</summary>
    [Fact]
    public async Task Nearly_every_condition_of_a_stream_fits_an_event()
    {
        var (all, fitting, admin) = (new HashSet<string>(), new HashSet<string>(), Onlooker.Named("admin"));
        foreach (var ask in Documents.OfProduct().StreamFilters)
        {
            var last = ask.Followed!.Last(truth.Server.World, admin)!;
            var told = await truth.Server.FollowAsync(admin, ask, number: 1, ask.Followed.Ending(ask.Variables, last), EventCursor.Of(last.Id).ToString());
            var condition = $"{ask.Name.Split(" where")[0]} {Shape(ask.Variables[ask.Followed.Where])}";
            all.Add(condition);
            if (JsonNode.Parse(told.Body)!["data"]!.AsArray().Count > 1) fitting.Add(condition);
        }
        var unfit = all.Except(fitting).ToList();
        Assert.True(unfit.Count <= all.Count / 20, string.Join('\n', unfit));
    }

    static IEnumerable<KeyValuePair<string, JsonNode?>> Pages(JsonNode? node) => node switch
    {
        JsonObject given => given.SelectMany(member => member.Key[0] == 'c' && int.TryParse(member.Key[1..], CultureInfo.InvariantCulture, out _) ? [member] : Pages(member.Value)),
        JsonArray items => items.SelectMany(Pages),
        _ => [],
    };

    /// <summary>A condition without its values.</summary>
    static string Shape(JsonNode? condition) => condition is JsonObject given ? string.Join(',', given.Select(member => $"{member.Key}.{Shape(member.Value)}")) : "";
}
