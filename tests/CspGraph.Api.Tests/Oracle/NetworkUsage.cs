using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Azure usage of one tenant: few days, services and entitlements, so that sums meet; statements that hold, that do not, and that are not complete.</summary>
sealed class NetworkUsage(Dice dice)
{
    public static readonly DateOnly FirstDay = new(2026, 1, 30);

    readonly List<UsageStatement> statements = [];
    readonly List<UsageDay> days = [];

    public IReadOnlyList<UsageStatement> Statements(IReadOnlyList<ImportRun> runs)
    {
        for (var i = 0; i < 6; i++)
            statements.Add(new UsageStatement
            {
                Id = dice.Key(),
                Month = new DateOnly(2026, dice.Between(1, 2), 1),
                Currency = dice.Of(["EUR", "USD"]),
                InvoiceNumber = dice.MaybeOf(50, ["G001", "G002"]),
                ImportRunId = dice.Of(runs).Id,
                ImportedAt = new DateTime(2026, 3, dice.Between(1, 4), 0, 0, 0, DateTimeKind.Utc),
                IssuedAt = DateTime.UnixEpoch,
                IsComplete = i != 1,
                Holds = i != 2,
                FirstUsageOn = FirstDay,
                LastUsageOn = FirstDay.AddDays(dice.Between(4, 20)),
                LineCount = dice.Below(1_000),
                Cost = Amount(),
            });
        return statements;
    }

    public IReadOnlyList<UsageDay> Days(IReadOnlyList<Customer> customers)
    {
        Guid[] entitlements = [Guid.Empty, .. Enumerable.Range(0, 3).Select(_ => dice.Key())];
        for (var i = 0; i < 250; i++)
        {
            var lines = dice.Between(1, 5);
            var day = new UsageDay
            {
                MicrosoftCustomerId = dice.Of(customers).EntraTenantId,
                Day = FirstDay.AddDays(dice.Between(0, 4)),
                StatementId = dice.Of(statements).Id,
                EntitlementId = dice.Of(entitlements),
                Service = dice.Of(["Storage", "storage", "Virtual Machines", "", "Ünited"]),
                Cost = Amount(),
                ListPrice = Amount(),
                Lines = lines,
                CostMissing = dice.Chance(70) ? 0 : dice.Between(0, lines),
                ListPriceMissing = dice.Chance(70) ? 0 : dice.Between(0, lines),
            };
            if (!days.Exists(row => Key(row) == Key(day))) days.Add(day);
        }
        return days;
    }

    public IEnumerable<UsageEntitlement> Entitlements() => days.Select(day => (day.MicrosoftCustomerId, day.EntitlementId)).Distinct().Where(_ => dice.Chance(70))
        .Select(key => new UsageEntitlement { MicrosoftCustomerId = key.MicrosoftCustomerId, EntitlementId = key.EntitlementId, Name = dice.Of(["Production", "Test"]), NameStatedAt = DateTime.UnixEpoch });

    static (Guid, DateOnly, Guid, Guid, string) Key(UsageDay day) => (day.MicrosoftCustomerId, day.Day, day.StatementId, day.EntitlementId, day.Service);

    decimal Amount() => dice.Between(-1_000, 9_000_000) / (dice.Chance(50) ? 100m : 1_000_000m);
}
