using System.Text;

namespace CspGraph.Domain.Tenancy;

/// <summary>Who may give which access to whom: nobody gives more than they have.</summary>
public static class AccessRules
{
    /// <summary>Characters of a name at most.</summary>
    public const int LongestName = 200;

    /// <summary>Bytes of a name at most, as it is searched (see <see cref="Folded"/>).</summary>
    public const int LongestFoldedName = 12 * LongestName;

    /// <summary>How long a key holds where nobody said.</summary>
    public static readonly TimeSpan UsualKeyLife = TimeSpan.FromDays(365);

    /// <summary>How long a key may hold at most: two years.</summary>
    public static readonly TimeSpan LongestKeyLife = TimeSpan.FromDays(731);

    /// <summary>Why a role and a scope do not go together, or null when they do. An integration may have either scope.</summary>
    public static string? Mismatch(Role role, bool hasReseller) => role switch
    {
        Role.DistributorAdmin or Role.DistributorAnalyst when hasReseller => "A distributor's role sees the whole tenant and takes no reseller.",
        Role.ResellerAdmin or Role.ResellerAnalyst when !hasReseller => "A reseller's role needs a reseller.",
        _ => null,
    };

    /// <summary>What an integration may not be given; null when it may.</summary>
    /// <param name="giver">Who gives it: an administrator, whose own rights are the most there is to give.</param>
    /// <param name="rights">What is to be given.</param>
    /// <param name="wholeTenant">Whether it is to see the whole tenant.</param>
    /// <param name="field">Where the input has the rights.</param>
    public static Objection? OfRights(Viewer giver, RightSet rights, bool wholeTenant, string field) =>
        !rights.Contains(Right.Read) ? new(ObjectionCodes.BadUserInput, "The rights must hold READ: without it nothing can be asked.", field)
        : !rights.IsWithin(RightSet.Grantable) ? new(ObjectionCodes.BadUserInput, "An integration can be given READ, WRITE and SEE_COSTS.", field)
        : !wholeTenant && rights.Contains(Right.SeeCosts) ? new(ObjectionCodes.BadUserInput, "SEE_COSTS is for who sees the whole tenant: Microsoft's costs are the tenant's own.", field)
        : !rights.IsWithin(giver.Rights) ? new(ObjectionCodes.NotAuthorized, "Nobody can give rights that they do not have.", field)
        : null;

    /// <summary>Why a key may not hold until an instant; null when it may.</summary>
    public static Objection? OfExpiry(DateTime now, DateTime expiresAt) =>
        expiresAt <= now ? new(ObjectionCodes.BadUserInput, "It would have expired already.", "expiresAt")
        : expiresAt - now > LongestKeyLife ? new(ObjectionCodes.BadUserInput, $"A key holds for {LongestKeyLife.TotalDays:0} days at most.", "expiresAt")
        : null;

    /// <summary>Why a text is no name; null when it is one.</summary>
    public static Objection? OfName(string name, string field) =>
        name.Trim().Length is 0 or > LongestName || name.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            ? new(ObjectionCodes.BadUserInput, $"A name has 1 to {LongestName} characters, none of which is a control character.", field)
        // A single character may be folded to a phrase.
        : Encoding.UTF8.GetByteCount(Folded.Of(name)) > LongestFoldedName ? new(ObjectionCodes.BadUserInput, "The name is too long as it would be searched.", field)
        : null;

    /// <summary>A principal's id as it is stored; null for a text that is none. An app role's value is visible ASCII, as Entra has it.</summary>
    public static string? PrincipalId(PrincipalKind kind, string text) => kind is PrincipalKind.AppRole
        ? text is { Length: > 0 and <= Membership.LongestPrincipalId } && text.All(letter => letter is > ' ' and <= '~') ? text : null
        : Guid.TryParse(text, out var id) && id != Guid.Empty ? id.ToString("D") : null;
}
