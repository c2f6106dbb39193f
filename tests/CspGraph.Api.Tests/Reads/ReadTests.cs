using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CspGraph.Api.Tests.Data;
using Snapshooter;
using Snapshooter.Xunit;

namespace CspGraph.Api.Tests.Reads;

/// <summary>Each document beside this file answers, and reads from either database, as its snapshots say. A change of theirs is the review.</summary>
public sealed class ReadTests
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Documents => ReadDocument.All;

    [SkippableTheory, MemberData(nameof(Documents))]
    public async Task Answers_and_reads_as_committed(string name)
    {
        Skip.IfNot(TestDatabase.IsEmbedded, "What is committed is in the order that SQLite gives to keys.");
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var document = ReadDocument.Read(name);
        var answers = new Dictionary<string, JsonElement>();
        var (sqlite, server) = (new StringBuilder(), new StringBuilder());
        foreach (var viewer in new[] { network.Admin, network.Reseller })
        {
            var variables = await document.VariablesAsync(database, network, viewer);
            answers.Add(viewer.Role.ToString(), JsonDocument.Parse(await database.AnswerAsync(document.Text, variables, viewer)).RootElement);
            var prepared = await database.PrepareAsync(document.Text, variables);
            Append(sqlite, viewer.Role.ToString(), await database.OnSqliteAsync(prepared, viewer));
            Append(server, viewer.Role.ToString(), await database.OnServerAsync(prepared, viewer));
        }
        Match($"{name}.json.snap", JsonSerializer.Serialize(answers, Readable));
        Match($"{name}.sqlite.sql.snap", sqlite.ToString());
        Match($"{name}.sqlserver.sql.snap", server.ToString());
    }

    static void Append(StringBuilder sql, string viewer, IReadOnlyList<Recorded> statements)
    {
        foreach (var statement in statements) sql.Append($"-- {viewer}: {statement.Name}\n{statement.Text.ReplaceLineEndings("\n")}\n\n");
    }

    static void Match(string file, string text) => Snapshot.Match(text, new SnapshotFullName(file, ReadDocument.Folder));
}
