using CspGraph.Domain.Events;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What the events of a part are of, by their index: each kind of each sort, and two that come last. The part is where one happened; where its subject is now is another matter.</summary>
/// <remarks>
/// Of the first sort nothing has changed since. The subject of the second has come to another part. The third has no subject but its reseller, which — with
/// those under it, where it is of <see cref="Zone.Parent"/> or <see cref="Zone.Child"/> — stood under <see cref="Zone.Sibling"/> then.
/// </remarks>
static class EventPlaces
{
    static readonly int Kinds = Enum.GetValues<EventKind>().Length;

    /// <summary>Every kind of the three sorts, and the two that end a stream of any kind.</summary>
    public static readonly int Count = 3 * Kinds + 2;

    public static EventKind Kind(Place place) => IsLast(place) ? place.Index == Count - 2 ? EventKind.RenewalDue : EventKind.SpendSpiked : (EventKind)(place.Index % Kinds);

    /// <summary>The index of an event of a kind, of one of the first two sorts.</summary>
    public static int IndexOf(EventKind kind, int sort) => (int)kind + sort % 2 * Kinds;

    /// <summary>Comes behind all others of its tenant.</summary>
    public static bool IsLast(Place place) => place.Index is var index && index >= Count - 2 && index < Count;

    /// <summary>Concerns nothing but a reseller, or the tenant.</summary>
    public static bool IsOfReseller(Place place) => place.Index / Kinds == 2;

    /// <summary>Happened while its reseller stood elsewhere than now.</summary>
    public static bool IsMoved(Place place) => IsOfReseller(place) && place.Zone is Zone.Parent or Zone.Child;

    /// <summary>Where its customer, its subscription or else its reseller is.</summary>
    public static Zone Now(Place place) => place.Index / Kinds == 1 ? place.Zone.Next() : place.Zone;

    /// <summary>Whether it is seen by who sees a part and all under it, or, without one, the whole tenant.</summary>
    public static bool IsSeen(Place place, Zone? root, bool managesAccess) =>
        (managesAccess || !EventRecord.OfAccess.Contains(Kind(place))) && (root is not { } part || HappenedUnder(place, part) && Now(place).IsAtOrUnder(part));

    static bool HappenedUnder(Place place, Zone root) => IsMoved(place) ? root == place.Zone || Zone.Sibling.IsAtOrUnder(root) : place.Zone.IsAtOrUnder(root);
}
