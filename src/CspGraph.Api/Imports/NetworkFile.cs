using System.Text.Json;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Part = CspGraph.Api.Imports.JsonItems.Part;

namespace CspGraph.Api.Imports;

/// <summary>A network file: resellers, customers, agreements, subscriptions and contracted minimums, as schema/network.schema.json describes.</summary>
/// <remarks>What it states is gathered while it is read; nothing is written before its last transaction.</remarks>
sealed class NetworkFile : ImportedFile<NetworkItem>
{
    /// <summary>The tree is held at once. More are to be sent as several files.</summary>
    const int MostResellers = 50_000;

    /// <summary>An item states far more than a line: this many of them are as large as a chunk of lines.</summary>
    const int ItemsPerChunk = 1_000;

    /// <summary>Things held in memory: some 10 MB.</summary>
    const int Window = 20_000;

    static readonly string[] Header = ["version", "partnerId", "asOf"];

    /// <summary>Editors put it there, to check the file by. It is passed over.</summary>
    const string SchemaOfEditors = "$schema";

    readonly JsonItems items;
    readonly ImportContext context;
    readonly ParentsInFile parents = new();
    readonly NetworkReader reader;
    readonly StatedFacts stated;
    readonly HashSet<string> lists = [];
    long itemCount;
    bool hasReadAll;
    bool hasEnded;

    NetworkFile(JsonItems items, ImportContext context, DateTime asOf)
    {
        this.items = items;
        this.context = context;
        stated = new(context.RunId, Window);
        reader = new(asOf, Latest(context), parents);
    }

    public override long LineCount => itemCount;
    public override bool HasReadAll => hasReadAll;

    /// <summary>Reads the head, which says whose file it is and of when.</summary>
    public static async Task<ImportedFile?> OpenAsync(Stream content, ImportContext context, CancellationToken cancellation)
    {
        var items = new JsonItems(content);
        var head = new Dictionary<string, (string Text, long Line)>();
        Part part = default;
        try
        {
            while (head.Count < Header.Length && (part = await items.NextAsync(cancellation)) is Part.Scalar)
                if (items.Section is not SchemaOfEditors && (!Header.Contains(items.Section) || !head.TryAdd(items.Section, (items.Scalar, items.Line))))
                    throw new UnreadableException(items.Line, $"{Shown(items.Section)} is not expected here: a file begins with version, partnerId and asOf.");
        }
        catch (Exception failure) when (Unreadable(failure, items) is { } offence)
        {
            context.Errors.Add(offence);
            return null;
        }
        var found = context.Errors.Count;
        foreach (var missing in Header.Where(name => !head.ContainsKey(name)))
            context.Errors.Add(new(items.Line, missing, "The property is required before the lists."));
        if (head.TryGetValue("version", out var version) && version.Text != "1") context.Errors.Add(new(version.Line, "version", "The value is not 1: no other version of the format is known."));
        // Says the same of an id that is another tenant's and of one that is nobody's.
        if (head.TryGetValue("partnerId", out var partner) && !(Guid.TryParseExact(partner.Text, "D", out var id) && id == context.Partner))
            context.Errors.Add(new(partner.Line, "partnerId", "The value is not the Microsoft tenant id of this tenant."));
        var asOf = head.TryGetValue("asOf", out var date) ? JsonItem.InstantOf(date.Text) : null;
        if (date.Text is not null && asOf is null) context.Errors.Add(new(date.Line, "asOf", "The value is not an instant from 1970 on, as 2026-11-01T00:00:00Z."));
        if (asOf > Latest(context)) context.Errors.Add(new(date.Line, "asOf", "The value is in the future."));
        return context.Errors.Count == found ? new NetworkFile(items, context, asOf!.Value) : null;
    }

    protected override async Task<IReadOnlyList<NetworkItem>?> ReadAsync(CancellationToken cancellation)
    {
        if (hasEnded) return null;
        var chunk = new List<NetworkItem>(ItemsPerChunk);
        try
        {
            for (var read = 0; read < ItemsPerChunk;)
            {
                switch (await items.NextAsync(cancellation))
                {
                    case Part.End:
                        End();
                        return chunk;
                    case Part.Scalar when items.Section is SchemaOfEditors:
                        break;
                    case Part.Scalar:
                        throw new UnreadableException(items.Line, $"{Shown(items.Section)} is not expected here: behind version, partnerId and asOf there are only lists.");
                    case Part.List:
                        if (!NetworkReader.Lists.ContainsKey(items.Section)) throw new UnreadableException(items.Line, $"{Shown(items.Section)} is not a list of a network file.");
                        if (!lists.Add(items.Section)) throw new UnreadableException(items.Line, $"{items.Section} is there twice.");
                        break;
                    default:
                        read++;
                        itemCount++;
                        if (items.Section is "resellers" && items.Index >= MostResellers) throw new UnreadableException(items.Line, $"The file has more than {MostResellers:N0} resellers: send it as several.");
                        if (Take() is { } item) chunk.Add(item);
                        break;
                }
            }
        }
        catch (Exception failure) when (Unreadable(failure, items) is { } offence)
        {
            context.Errors.Add(offence);
            hasEnded = true;
        }
        return chunk;
    }

    protected override Task WriteAsync(CspGraphDb db, IReadOnlyList<NetworkItem> lines, CancellationToken cancellation)
    {
        foreach (var item in lines)
        {
            foreach (var (key, mentions) in item.Mentions) stated.Mentions.Add(key, mentions);
            item.AddTo(stated);
        }
        stated.SetAside();
        return stated.SpillAsync(db, cancellation);
    }

    public override bool StatesResellers => true;

    public override async Task<ImportCounts> ShowAsync(CspGraphDb db, CancellationToken cancellation)
    {
        await new MentionCheck(db, context.Errors, cancellation).CheckAsync(stated.Mentions);
        if (context.Errors.Count > 0) return default;
        var writer = new FactWriter(db, stated, areInvoices: false, context, cancellation);
        await writer.WriteAsync();
        return writer.Counts;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A clock that is a little ahead is no reason to refuse.</summary>
    static DateTime Latest(ImportContext context) => context.StartedAt.AddDays(1);

    NetworkItem? Take()
    {
        var (item, offence) = reader.Read(items.Section, items.Item.Span, items.Line, items.Index);
        if (offence is not var (property, reason)) return item;
        var place = $"{items.Section}[{items.Index}]";
        context.Errors.Add(new(items.Line, property.Length > 0 ? $"{place}.{property}" : place, $"The {(property.Length > 0 ? "value" : "item")} {reason}."));
        return null;
    }

    /// <summary>The whole file was read: what the tree alone shows is told now.</summary>
    void End()
    {
        hasReadAll = hasEnded = true;
        foreach (var offence in parents.Misplaced()) context.Errors.Add(offence);
    }

    static string Shown(string name) => name.Length <= 60 ? name : name[..60];

    static ImportError? Unreadable(Exception failure, JsonItems items) => failure switch
    {
        UnreadableException unreadable => new(unreadable.Line, null, unreadable.Message),
        JsonException broken => new((broken.LineNumber ?? 0) + 1, null, "The file is not JSON from about here on."),
        InvalidDataException broken => new(items.Line, null, broken.Message is FileContent.ExpandsTooMuch ? broken.Message : FileContent.Damaged),
        _ => null,
    };
}
