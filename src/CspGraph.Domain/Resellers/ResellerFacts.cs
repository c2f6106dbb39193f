using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Resellers;

/// <summary>What sources state about a reseller, but whom it is under (see <see cref="ResellerPlacement"/>).</summary>
public sealed record ResellerFacts
{
    /// <summary>The company's name.</summary>
    public Fact<string>? Name { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public Fact<string>? Country { get; init; }
    /// <summary>Where it may transact.</summary>
    public Fact<CspRegion>? Region { get; init; }
    /// <summary>Its own Entra tenant.</summary>
    public Fact<Guid>? EntraTenant { get; init; }
    /// <summary>PGA ID of its company.</summary>
    public Fact<string>? PgaId { get; init; }
    /// <summary>Standing of its CSP tenant.</summary>
    public Fact<ResellerStatus>? Status { get; init; }
    /// <summary>Membership of the Microsoft AI Cloud Partner Program.</summary>
    public Fact<MaicppStatus>? Maicpp { get; init; }
    /// <summary>Its relationship with the distributor.</summary>
    public Fact<RelationshipState>? Relationship { get; init; }
    /// <summary>The day it accepted the Microsoft Partner Agreement.</summary>
    public Fact<DateOnly>? MpaAccepted { get; init; }
    /// <summary>The day it joined, as a source states it.</summary>
    public Fact<DateOnly>? Onboarded { get; init; }
    /// <summary>The earliest day on which anything was sold through it: the day it joined while no source states one.</summary>
    public DateOnly? SoldOn { get; init; }

    /// <summary>What a row already holds.</summary>
    public static ResellerFacts Of(Reseller row)
    {
        var dates = FactDates.Parse(row.FactDates, FactDates.Oldest);
        // Undated, the day may be one of a first sale: an earlier sale still moves it.
        var onboarded = row.FactDates is null ? null : dates.Of('O', row.OnboardedOn);
        return new()
        {
            Name = dates.Of('N', row.Name),
            Country = dates.Of('C', row.Country),
            Region = dates.Of('G', row.Region),
            EntraTenant = dates.Of('T', row.EntraTenantId),
            PgaId = dates.Of('A', row.PgaId),
            Status = dates.Of<ResellerStatus>('S', row.Status is ResellerStatus.Unknown ? null : row.Status),
            Maicpp = dates.Of<MaicppStatus>('M', row.MaicppStatus is MaicppStatus.Unknown ? null : row.MaicppStatus),
            Relationship = dates.Of<RelationshipState>('L', row.RelationshipState is RelationshipState.Unknown ? null : row.RelationshipState),
            MpaAccepted = dates.Of('D', row.MpaAcceptedOn),
            Onboarded = onboarded,
            SoldOn = onboarded is null ? row.OnboardedOn : null,
        };
    }

    /// <summary>What holds of both.</summary>
    public ResellerFacts Join(ResellerFacts other)
    {
        var onboarded = Fact.Join(Onboarded, other.Onboarded);
        return new()
        {
            Name = Fact.Join(Name, other.Name),
            Country = Fact.Join(Country, other.Country),
            Region = Fact.Join(Region, other.Region),
            EntraTenant = Fact.Join(EntraTenant, other.EntraTenant),
            PgaId = Fact.Join(PgaId, other.PgaId),
            Status = Fact.Join(Status, other.Status),
            Maicpp = Fact.Join(Maicpp, other.Maicpp),
            Relationship = Fact.Join(Relationship, other.Relationship),
            MpaAccepted = Fact.Join(MpaAccepted, other.MpaAccepted),
            Onboarded = onboarded,
            SoldOn = onboarded is not null ? null : SoldOn < other.SoldOn || other.SoldOn is null ? SoldOn : other.SoldOn,
        };
    }

    /// <summary>Makes the row say this; whom it is under is the caller's to set, who knows the tree.</summary>
    public void WriteTo(Reseller row)
    {
        if (Name is { } name) row.Name = name.Value;
        row.Country = Country?.Value ?? row.Country;
        row.Region = Region?.Value ?? row.Region;
        row.EntraTenantId = EntraTenant?.Value ?? row.EntraTenantId;
        row.PgaId = PgaId?.Value ?? row.PgaId;
        row.Status = Status?.Value ?? row.Status;
        row.MaicppStatus = Maicpp?.Value ?? row.MaicppStatus;
        row.RelationshipState = Relationship?.Value ?? row.RelationshipState;
        row.MpaAcceptedOn = MpaAccepted?.Value ?? row.MpaAcceptedOn;
        row.OnboardedOn = Onboarded?.Value ?? SoldOn;
        row.FactDates = new FactDates().Add('N', Name).Add('C', Country).Add('G', Region).Add('T', EntraTenant).Add('A', PgaId)
            .Add('S', Status).Add('M', Maicpp).Add('L', Relationship).Add('D', MpaAccepted).Add('O', Onboarded).ToString();
    }
}
