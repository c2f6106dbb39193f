using System.Text;

namespace CspGraph.Domain;

/// <summary>The form of a text by which it is searched and sorted, so that every database answers alike.</summary>
public static class Folded
{
    /// <summary>False where the runtime has no globalization data (ICU): texts are then left unnormalized, and would be kept wrong.</summary>
    public static bool IsSupported => Of("\uFB01") == "FI";

    /// <summary>NFKC, invariant upper case, trimmed; compared byte by byte in UTF-8.</summary>
    public static string Of(string text) => text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Trim();
}
