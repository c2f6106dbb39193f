using System.Globalization;
using System.Text;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A file of several chunks, the same at every call, and what is to be seen of it once it is imported.</summary>
sealed record LargeFile(ImportKind Kind, byte[] Bytes, int Lines)
{
    public const string IssuedAt = "2026-02-03T04:05:06Z";

    /// <summary>As the command line and the URL call it.</summary>
    public string KindName => ImportKinds.Of(Kind).Name;

    public static LargeFile Of(ImportKind kind) => kind switch
    {
        ImportKind.LicenseReconciliation => Csv(kind, new ReconciliationFile().Line().Text(), 6_000, (line, i) =>
            line.Replace("bbbb1b1b-cc2c-dd3d-ee4e-", $"{i:x8}-cc2c-dd3d-ee4e-").Replace("835a59a7-", $"{i / 10:x8}-")),
        ImportKind.DailyUsage => Csv(kind, new UsageFile().Line().Text(), 6_000, (line, i) =>
            line.Replace("196e2273-", $"{i / 20:x8}-").Replace("66bada28-", $"{i / 10:x8}-").Replace("2026-01-05", $"2026-01-{1 + i % 28:00}")),
        ImportKind.PriceSheet => Csv(kind, new PriceFile().Line().Text(), 8_000, (line, i) =>
            line.Replace("CFQ7TTC0LFLX", $"CFQ7TTC{i / 4:X5}").Replace("\"0001\"", $"\"{i % 4:0000}\"")),
        _ => Network(),
    };

    /// <summary>In this process, undisturbed.</summary>
    public async Task ImportAsync(ImportKit kit, IProgress<ImportProgress>? progress = null)
    {
        var outcome = await FileImport.RunAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null), new(Kind, "file", DateTime.Parse(IssuedAt, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)), new MemoryStream(Bytes),
            progress, TimeProvider.System, CancellationToken.None);
        Assert.Equal((ImportStatus.Succeeded, (long)Lines), (outcome.Status, outcome.Lines));
    }

    static LargeFile Csv(ImportKind kind, string text, int lines, Func<string, int, string> change)
    {
        var parts = text.Split("\r\n");
        var file = new StringBuilder(parts[0]).Append("\r\n");
        for (var i = 0; i < lines; i++) file.Append(change(parts[1], i)).Append("\r\n");
        return new(kind, Encoding.UTF8.GetBytes(file.ToString()), lines);
    }

    static LargeFile Network()
    {
        var file = new NetworkJson();
        var (resellers, customers, subscriptions) = (100, 1_000, 12_000);
        for (var i = 0; i < resellers; i++) file.Reseller($"R{i}", ("name", $"Reseller {i}"), ("parent", i < 10 ? "6034453" : $"R{i % 10}"));
        file.Reseller("6034453", ("name", "First"));
        for (var i = 0; i < customers; i++) file.Customers($"{i:x8}-3172-47b5-bdef-d9cc65f4d0e4", ("name", $"Customer {i}"), ("reseller", $"R{i % resellers}"));
        for (var i = 0; i < subscriptions; i++) file.Subscriptions($"{i:x8}-cc2c-dd3d-ee4e-ffffff5f5f5f", ("customer", $"{i % customers:x8}-3172-47b5-bdef-d9cc65f4d0e4"), ("quantity", i));
        return new(ImportKind.Network, Encoding.UTF8.GetBytes(file.ToString()), resellers + 1 + customers + subscriptions);
    }
}
