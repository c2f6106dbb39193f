namespace CspGraph.Api.Demo;

/// <summary>Companies that both distributors know under the same name, domain, Microsoft tenant and PLA ID: nothing of the one may show up at the other.</summary>
static class DemoShared
{
    public static readonly (string Name, string Country, string PlaId)[] Resellers =
    [
        ("Proseware Cloud GmbH", "DE", "6034453"),
        ("Litware Managed Services Inc.", "US", "6048879"),
        ("Lucerne IT Consulting Ltd", "GB", "6051120"),
    ];

    public static readonly (string Name, string Domain, string Country, Guid EntraTenantId)[] Customers =
    [
        ("Adventure Works Cycles", "adventureworkscycles.onmicrosoft.com", "US", new("5a1e0001-7c31-4b52-9d02-1f8e36c40a01")),
        ("Alpine Ski House AG", "alpineskihouse.onmicrosoft.com", "DE", new("5a1e0002-7c31-4b52-9d02-1f8e36c40a02")),
        ("Fourth Coffee Ltd", "fourthcoffee.onmicrosoft.com", "GB", new("5a1e0003-7c31-4b52-9d02-1f8e36c40a03")),
        ("Tailspin Toys Pty Ltd", "tailspintoys.onmicrosoft.com", "AU", new("5a1e0004-7c31-4b52-9d02-1f8e36c40a04")),
        ("Wide World Importers", "wideworldimporters.onmicrosoft.com", "US", new("5a1e0005-7c31-4b52-9d02-1f8e36c40a05")),
    ];
}
