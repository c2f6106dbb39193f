using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using static CspGraph.Benchmarks.Floor.Sqlite;

namespace CspGraph.Benchmarks.Floor;

/// <summary>A connection with every statement prepared, and a JSON writer: what one request needs, kept for the next.</summary>
sealed unsafe class FloorConnection : IDisposable
{
    readonly nint connection;
    readonly Dictionary<string, FloorStatement> statements = [];
    readonly FloorStatement begin;
    readonly FloorStatement commit;

    public FloorConnection(string file, int tenant)
    {
        Tenant = tenant;
        Json = new Utf8JsonWriter(Answer, FloorJson.Options);
        if (sqlite3_open_v2(file, out connection, ReadOnly | NoMutex, 0) != Ok) throw Failure(connection);
        // Pages are read where the operating system has them, instead of being copied.
        foreach (var setting in new[] { "PRAGMA mmap_size = 4294967296", "PRAGMA cache_size = -8000" })
        {
            var pragma = Prepare(setting);
            while (pragma.Step()) { }
            pragma.Close();
        }
        (begin, commit) = (Prepare("BEGIN"), Prepare("COMMIT"));
    }

    public int Tenant { get; }

    /// <summary>The answer, whole: with its length known it goes out without being cut into chunks.</summary>
    public ArrayBufferWriter<byte> Answer { get; } = new(16 * 1024);

    public Utf8JsonWriter Json { get; }

    public void Begin() => begin.Step();

    public void Commit() => commit.Step();

    /// <summary>The statement of a text, prepared once. Its first parameter is the tenant.</summary>
    public FloorStatement Statement(string text)
    {
        if (statements.TryGetValue(text, out var statement)) return statement;
        statement = statements[text] = Prepare(text);
        statement.Bind(1, Tenant);
        return statement;
    }

    FloorStatement Prepare(string text) =>
        sqlite3_prepare_v3(connection, text, -1, Persistent, out var statement, 0) == Ok ? new(connection, statement) : throw Failure(connection);

    public static InvalidOperationException Failure(nint connection) => new(Marshal.PtrToStringUTF8((nint)sqlite3_errmsg(connection)));

    public void Dispose()
    {
        foreach (var statement in statements.Values.Append(begin).Append(commit)) statement.Close();
        sqlite3_close_v2(connection);
        Json.Dispose();
    }
}
