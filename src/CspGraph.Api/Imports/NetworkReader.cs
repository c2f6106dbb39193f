using CspGraph.Api.Agreements;
using CspGraph.Api.Resellers;
using CspGraph.Api.Subscriptions;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>Reads the items of a network file; the format is schema/network.schema.json, its meaning docs/imports/network.md.</summary>
sealed class NetworkReader(DateTime fileAsOf, DateTime latest, ParentsInFile parents)
{
    /// <summary>More than any customer has people; far below where sums of seats and costs end.</summary>
    const int MostSeats = 10_000_000;

    /// <summary>The lists of a file and the properties of their items.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Lists = new Dictionary<string, IReadOnlySet<string>>
    {
        ["resellers"] = Set("id asOf name parent entraTenantId pgaId country region status maicppStatus relationshipState mpaAcceptedOn onboardedOn"),
        ["customers"] = Set("id asOf name domain country reseller"),
        ["agreements"] = Set("customer asOf status acceptedOn signatoryName signatoryEmail"),
        ["subscriptions"] = Set("id asOf customer partnerOfRecord productId productTitle skuId skuTitle name quantity unitPrice currency termDuration billingCycle " +
            "status startDate commitmentEndDate cancellationAllowedUntil autoRenew scheduledActions"),
        ["contractedMinimums"] = Set("subscription asOf quantity startsOn endsOn"),
    };

    readonly JsonItem item = new();
    readonly List<KeyValuePair<Guid, ItemMentions>> mentions = [];
    ItemPlace place;
    DateTime at;

    /// <summary>The item as what it states, or the property that offends (empty: the item as a whole) and why.</summary>
    public (NetworkItem? Item, (string Property, string Reason)? Offence) Read(string list, ReadOnlySpan<byte> json, long line, int index)
    {
        item.Load(json, Lists[list]);
        at = item.Instant("asOf") ?? fileAsOf;
        if (at > latest) item.Offend("asOf", "is in the future");
        place = new(list, index, line);
        mentions.Clear();
        NetworkItem read = list switch
        {
            "resellers" => Reseller(),
            "customers" => Customer(),
            "agreements" => Agreement(),
            "subscriptions" => Subscription(),
            _ => Minimum(),
        };
        if (item.Offence is not null) return (null, item.Offence);
        read.Mentions = [.. mentions];
        return (read, null);
    }

    ResellerItem Reseller()
    {
        var key = item.Required("id", item.Reseller("id"));
        var parent = item.IsNull("parent") ? "" : item.Reseller("parent");
        State(key);
        Name("resellers", "parent", parent);
        if (!string.IsNullOrEmpty(parent) && item.Offence is null) parents.Add(key, parent, place);
        return new(key, new ResellerFacts
        {
            Name = Fact.Of(item.Name("name", 200), at),
            Country = Fact.Of(item.Country("country"), at),
            Region = Fact.Of(item.Value("region", ResellerType.Region), at),
            EntraTenant = Fact.Of(item.Id("entraTenantId"), at),
            PgaId = Fact.Of(item.Digits("pgaId"), at),
            Status = Fact.Of(item.Value("status", ResellerType.Status), at),
            Maicpp = Fact.Of(item.Value("maicppStatus", ResellerType.Maicpp), at),
            Relationship = Fact.Of(item.Value("relationshipState", ResellerType.Relationship), at),
            MpaAccepted = Fact.Of(item.Day("mpaAcceptedOn"), at),
            Onboarded = Fact.Of(item.Day("onboardedOn"), at),
        }, Stated(parent));
    }

    CustomerItem Customer()
    {
        var id = item.Required("id", item.Id("id"));
        var holder = item.IsNull("reseller") ? "" : item.Reseller("reseller");
        State(id.ToString());
        Name("resellers", "reseller", holder);
        return new(id, new CustomerFacts(Fact.Of(item.Name("name", 200), at), Fact.Of(item.Name("domain", 255), at), Fact.Of(item.Country("country"), at), null)
        {
            Holder = Stated(holder),
        });
    }

    AgreementItem Agreement()
    {
        var customer = item.Required("customer", item.Id("customer"));
        State(customer.ToString());
        Name("customers", "customer", customer.ToString());
        var status = item.Required("status", item.Value("status", CustomerAgreementType.Status));
        return new(customer, new(new Fact<Acceptance>(new(status, item.Day("acceptedOn"), item.Text("signatoryName", 200) ?? "", item.Text("signatoryEmail", 320) ?? ""), at)));
    }

    SubscriptionItem Subscription()
    {
        var id = item.Required("id", item.Id("id"));
        var customer = item.Required("customer", item.Id("customer"));
        var scheduled = NetworkSchedule.Read(item, "scheduledActions", MostSeats);
        State(id.ToString());
        Name("customers", "customer", customer.ToString());
        var sku = SkuKey.Of(item.Required("productId", item.Code("productId", 40)), item.Required("skuId", item.Code("skuId", 20)));
        var (productTitle, skuTitle) = (item.Name("productTitle", 250), item.Name("skuTitle", 250));
        var quantity = item.Required("quantity", item.Seats("quantity", MostSeats));
        var price = new SubscriptionPrice(item.Required("currency", item.Currency("currency")), item.Money("unitPrice"));
        if (price.Amount > Domain.Pricing.Money.Most / Math.Max(1, quantity)) item.Offend("unitPrice", "times quantity is too large");
        var partner = item.IsNull("partnerOfRecord") ? "" : item.Digits("partnerOfRecord");
        return new(new(customer, id), new SubscriptionFacts
        {
            Customer = new(customer, at),
            PartnerOfRecord = Stated(partner),
            Sku = new(sku, at),
            Name = Fact.Of(item.Name("name", 250), at) ?? new(skuTitle ?? productTitle ?? sku.ToString(), at, IsWeak: true),
            Quantity = new(quantity, at),
            Price = new(price, at, IsWeak: price.Amount is null),
            Term = Fact.Of(item.Value("termDuration", CspSubscriptionType.Term), at),
            Cycle = new(item.Required("billingCycle", item.Value("billingCycle", CspSubscriptionType.Billing)), at),
            Status = new(item.Required("status", item.Value("status", CspSubscriptionType.Status)), at),
            CommitmentEnd = Fact.Of(item.Day("commitmentEndDate"), at),
            CancellationAllowed = Fact.Of(item.Instant("cancellationAllowedUntil"), at),
            AutoRenew = Fact.Of(item.Flag("autoRenew"), at),
            ScheduledActions = Stated(scheduled),
            StartDate = item.Required("startDate", item.Day("startDate")),
        }, sku, new(Fact.Of(productTitle, at), null), new(Fact.Of(skuTitle, at), null));
    }

    MinimumItem Minimum()
    {
        var subscription = item.Required("subscription", item.Id("subscription"));
        var startsOn = item.Required("startsOn", item.Day("startsOn"));
        State($"{subscription}:{startsOn:O}");
        Name("subscriptions", "subscription", subscription.ToString());
        var terms = new MinimumTerms(item.Required("quantity", item.Seats("quantity", MostSeats)), item.Day("endsOn"));
        if (terms.EndsOn < startsOn) item.Offend("endsOn", "is before startsOn");
        return new(new(subscription, startsOn), new(new Fact<MinimumTerms>(terms, at)));
    }

    /// <summary>The item is about this; another about the same must say the same.</summary>
    void State(string key) => mentions.Add(new(ItemMentions.KeyOf(place.List, key), new(new ItemStatement(place, item.Fingerprint()), null, null)));

    /// <summary>The item names another by one of its properties; null and the empty text name nothing.</summary>
    void Name(string list, string property, string? key)
    {
        if (!string.IsNullOrEmpty(key)) mentions.Add(new(ItemMentions.KeyOf(list, key), new(null, null, new ItemName(list, key, place, property))));
    }

    /// <summary>An empty text states that there is none; null states nothing.</summary>
    Fact<string>? Stated(string? key) => key is null ? null : new(key, at);

    static IReadOnlySet<string> Set(string names) => names.Split(' ').ToHashSet(StringComparer.Ordinal);
}
