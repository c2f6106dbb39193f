using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Resellers;

/// <summary>A reseller as the tree shows it: nothing leads above the root of who is asking.</summary>
sealed class ResellerType : EntityType<Reseller, CspGraphDb, Viewer>
{
    public const char Tag = 'R';

    public ResellerType() : base("Reseller", "Resellers", Tag, "An indirect reseller: one CSP tenant with one PLA ID in one CSP region. A company's resellers share a PGA ID.")
    {
        Column(reseller => reseller.Name, "Its name.").Filterable().Sortable();
        Column(reseller => reseller.Country, "Where it is established.").As("CountryCode").Filterable();
        Column(reseller => reseller.Region, "The CSP region it is authorised for.").Filterable();
        Column(reseller => reseller.EntraTenantId, "Its Microsoft Entra tenant.").Filterable();
        Column(reseller => reseller.PlaId, "Partner Location Account ID (formerly MPN ID); a sub-reseller may have none.").Filterable();
        Column(reseller => reseller.Reference, "The distributor's own reference for one without a PLA ID, as network files name it.").Filterable();
        Column(reseller => reseller.PgaId, "Partner Global Account ID, shared by a company's locations.").Filterable();
        Column(reseller => reseller.Status, "Standing of its CSP tenant.").Filterable();
        Column(reseller => reseller.MaicppStatus, "Membership of the Microsoft AI Cloud Partner Program.").Filterable();
        Column(reseller => reseller.RelationshipState, "State of its indirect-reseller relationship with the distributor.").Filterable();
        Column(reseller => reseller.MpaAcceptedOn, "The day it accepted the Microsoft Partner Agreement; null when it is not known to have.").Filterable();
        Column(reseller => reseller.Depth, "Resellers above it that the viewer sees: 0 for one directly under the distributor, and for the root of who sees a reseller's subtree.")
            .CountedFrom<Viewer>(viewer => viewer.RootDepth).Filterable();
        Column(reseller => reseller.OnboardedOn, "The day it joined.").Filterable().Sortable();
        Reference<Reseller>("parent", reseller => reseller.ParentId, "The reseller above it; null at the viewer's own root.").Filterable();
        List<Reseller, DateTime>("ancestors",
            (db, reseller, asOf) => db.ResellerClosure
                .Where(path => path.DescendantId == reseller && path.Depth > 0 && path.ValidFrom <= asOf && (path.ValidTo == null || path.ValidTo > asOf))
                .OrderBy(path => path.Depth)
                .Join(db.Resellers, path => new { path.TenantId, Id = path.AncestorId }, ancestor => new { ancestor.TenantId, ancestor.Id }, (_, ancestor) => ancestor),
            (db, ancestor, reseller, asOf) => db.ResellerClosure
                .Where(path => path.AncestorId == ancestor.Id && path.DescendantId == reseller && path.ValidFrom <= asOf && (path.ValidTo == null || path.ValidTo > asOf))
                .Select(path => path.Depth).First(),
            AsOf, "All resellers above it, the nearest first, up to the viewer's own root. Of another time: those that were, of whom the viewer sees now.");
        Connection<Reseller>("children", child => child.ParentId, "The resellers directly under it.").Filterable();
        Connection<Reseller, int, DateTime>("descendants",
            (db, descendant, reseller, maxDepth, asOf) => db.ResellerClosure
                .Where(path => path.AncestorId == reseller && path.Depth > 0 && path.Depth <= maxDepth && path.ValidFrom <= asOf && (path.ValidTo == null || path.ValidTo > asOf))
                .Select(path => path.DescendantId).Contains(descendant.Id),
            new Argument("maxDepth", "Int", "How many steps down at most; 1 gives the children.", Absent: int.MaxValue), AsOf,
            "All resellers under it. Of another time: those that were, of whom the viewer sees now.");
        Connection<Customer>("customers", customer => customer.ResellerId, "The customers it holds itself.").Filterable();
        Connection<CspSubscription>("subscriptions", subscription => subscription.ResellerId, "The subscriptions it sold itself.").Filterable();
        ReferenceFrom<PartnerOfRecordStanding>("partnerOfRecord", standing => standing.ResellerId, "How it stands as Partner of Record; null when nobody has looked at it yet.").Filterable();
        ReferenceFrom<CreditLimit>("creditLimit", limit => limit.ResellerId, "For how much it and all under it may have running at once; null where it has no limit of its own.");
        Connection<Alert>("alerts",
            (db, alert, reseller) => db.ResellerClosure.Where(path => path.AncestorId == reseller && path.ValidTo == null).Select(path => (Guid?)path.DescendantId).Contains(alert.ResellerId),
            "What somebody of its whole subtree, itself included, should see to, the newest first.").Filterable();
        Resolved("summary", ResellerSummaries.OfAsync, "What its whole subtree comes to, itself included.").Weighing(100);
    }

    static Argument AsOf => new("asOf", "DateTime", "The tree as it was at this instant; left out, as it is.", Absent: DateTime.MaxValue);

    public static readonly EnumType<CspRegion> Region = new("CspRegion", "A region of the CSP programme: a partner transacts only within the regions it is authorised for.",
        (CspRegion.Africa, "Africa."),
        (CspRegion.AsiaAndPacific, "Asia and Pacific."),
        (CspRegion.Australia, "Australia and its islands."),
        (CspRegion.Brazil, "Brazil."),
        (CspRegion.Canada, "Canada."),
        (CspRegion.Europe, "Western Europe."),
        (CspRegion.India, "India."),
        (CspRegion.Japan, "Japan."),
        (CspRegion.Korea, "Republic of Korea."),
        (CspRegion.LatinAmericaAndTheCaribbean, "Latin America and the Caribbean."),
        (CspRegion.MiddleEastCentralEuropeAndEasternEurope, "Middle East, Central Europe and Eastern Europe."),
        (CspRegion.NewZealand, "New Zealand and its islands."),
        (CspRegion.Russia, "Russia."),
        (CspRegion.Taiwan, "Taiwan."),
        (CspRegion.UnitedStates, "United States."));

    public static readonly EnumType<ResellerStatus> Status = new("ResellerStatus", "Standing of a reseller's CSP tenant.",
        (ResellerStatus.Unknown, "No source has stated it."),
        (ResellerStatus.Active, "Authorised to transact."),
        (ResellerStatus.Suspended, "May manage what exists, may not resell new."),
        (ResellerStatus.Deauthorized, "No longer authorised: cannot be Partner of Record."));

    public static readonly EnumType<MaicppStatus> Maicpp = new("MaicppStatus", "Membership of the Microsoft AI Cloud Partner Program.",
        (MaicppStatus.Unknown, "No source has stated it."),
        (MaicppStatus.Active, "Enrolled."),
        (MaicppStatus.Suspended, "Enrolled, with a compliance hold."),
        (MaicppStatus.Inactive, "Not enrolled, or lapsed."));

    public static readonly EnumType<RelationshipState> Relationship = new("RelationshipState", "State of the indirect-reseller relationship in Partner Center.",
        (RelationshipState.Unknown, "No source has stated it."),
        (RelationshipState.Pending, "Requested, not yet accepted by the reseller."),
        (RelationshipState.Active, "In force."),
        (RelationshipState.Terminated, "Ended by either side."));
}
