using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Agreements;

/// <summary>What sources state about a customer's agreement.</summary>
/// <param name="Acceptance">Status, day and signatory are one fact: those of two sources do not belong together.</param>
public sealed record AgreementFacts(Fact<Acceptance>? Acceptance)
{
    /// <summary>What a row already holds.</summary>
    public static AgreementFacts Of(CustomerAgreement row) =>
        new(FactDates.Parse(row.FactDates, FactDates.Oldest).Of<Acceptance>('S', AcceptanceOf(row)));

    /// <summary>What holds of both.</summary>
    public AgreementFacts Join(AgreementFacts other) => new(Fact.Join(Acceptance, other.Acceptance));

    /// <summary>Makes the row say this; its reseller is the caller's to set, who knows the customer's.</summary>
    public void WriteTo(CustomerAgreement row)
    {
        if (Acceptance is { Value: var stated })
        {
            // No source of facts tells the text: it is that of one acceptance.
            if (AcceptanceOf(row) != stated) row.TemplateId = null;
            (row.Status, row.AcceptedOn, row.SignatoryName, row.SignatoryEmail) = (stated.Status, stated.On, Known(stated.Name), Known(stated.Email));
            row.AcceptanceMethod = AgreementRules.MethodOf(stated.Status);
        }
        row.FactDates = new FactDates().Add('S', Acceptance).ToString();
    }

    static Acceptance AcceptanceOf(CustomerAgreement row) => new(row.Status, row.AcceptedOn, row.SignatoryName ?? "", row.SignatoryEmail ?? "");

    static string? Known(string text) => text is "" ? null : text;
}

/// <summary>Whether an agreement is accepted, and by whom.</summary>
/// <param name="Status">As stated.</param>
/// <param name="On">The calendar day of the acceptance; null when there is none, or its day is not known.</param>
/// <param name="Name">First and last name of who accepted; empty when not known.</param>
/// <param name="Email">Where that person can be reached; empty when not known.</param>
public readonly record struct Acceptance(AgreementStatus Status, DateOnly? On, string Name, string Email) : IComparable<Acceptance>
{
    /// <summary>By status, day, name, e-mail, what is not known first: an order without meaning, but the same everywhere.</summary>
    public int CompareTo(Acceptance other)
    {
        var order = Status.CompareTo(other.Status);
        if (order == 0) order = Nullable.Compare(On, other.On);
        if (order == 0) order = string.CompareOrdinal(Name, other.Name);
        return order != 0 ? order : string.CompareOrdinal(Email, other.Email);
    }
}
