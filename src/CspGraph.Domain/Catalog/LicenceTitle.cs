using System.Text.RegularExpressions;

namespace CspGraph.Domain.Catalog;

/// <summary>The form in which titles of one licence are the same text.</summary>
/// <remarks>
/// Titles of one licence differ in case and punctuation ("Exchange Online (Plan 1)"), in a leading "Microsoft", and in what says how it is
/// sold rather than what it is: without Teams, in the EEA, new commerce, at non-profit prices. What else a title says makes it another
/// licence: "Microsoft 365 E3 Extra Features" and "Microsoft 365 E3 - Unattended License" are not "Microsoft 365 E3". "For business" is
/// left out of OneDrive's title only: Microsoft 365 Apps for business and for enterprise are two. For whom a school buys stays, in one form.
/// </remarks>
public static partial class LicenceTitle
{
    static readonly (Regex Pattern, string Form)[] Forms =
    [
        (Punctuation(), " "),
        (WithoutTeams(), " "),
        (Sold(), " "),
        (Faculty(), " FOR FACULTY "),
        (Students(), " FOR STUDENTS "),
        (Online(), "$1 "),
        (OneDrive(), "ONEDRIVE "),
        (Blanks(), " "),
        (Brand(), ""),
    ];

    /// <summary>The title in upper case, its words divided by single blanks. To normalise it again changes nothing.</summary>
    public static string Normalised(string title)
    {
        for (var form = Folded.Of(title); ;)
        {
            var next = Forms.Aggregate(form, (text, rule) => rule.Pattern.Replace(text, rule.Form)).Trim();
            if (next == form) return form;
            form = next;
        }
    }

    [GeneratedRegex(@"[^\p{L}\p{N}+]+")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\b(NO|WITHOUT) (MICROSOFT )?TEAMS\b")]
    private static partial Regex WithoutTeams();

    // Teams EEA is a licence of its own.
    [GeneratedRegex(@"(?<!\bTEAMS )\bEEA\b|\bNCE\b|\bNEW COMMERCE( EXPERIENCE)?\b|\bNON ?PROFIT (STAFF )?PRICING\b")]
    private static partial Regex Sold();

    [GeneratedRegex(@"\bEDUCATION FACULTY PRICING\b")]
    private static partial Regex Faculty();

    [GeneratedRegex(@"\bEDUCATION STUDENT PRICING\b|\bFOR STUDENTS 18\+")]
    private static partial Regex Students();

    [GeneratedRegex(@"\b(EXCHANGE|SHAREPOINT) ONLINE\b")]
    private static partial Regex Online();

    [GeneratedRegex(@"\bONEDRIVE FOR BUSINESS\b")]
    private static partial Regex OneDrive();

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^ ?MICROSOFT (?!365\b)")]
    private static partial Regex Brand();
}
