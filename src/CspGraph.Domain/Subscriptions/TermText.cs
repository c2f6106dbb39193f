namespace CspGraph.Domain.Subscriptions;

/// <summary>Reads term and billing from the words of a reconciliation file.</summary>
/// <remarks>
/// Source: learn.microsoft.com, billing/modern-invoice-reconciliation-file: "One-Year commitment for monthly/yearly billing",
/// "One-Month commitment for trial", "1 Year Subscription". Words that are not understood state nothing.
/// </remarks>
public static class TermText
{
    /// <summary>The commitment that TermAndBillingCycle names, or null.</summary>
    public static TermDuration? Term(string? termAndBillingCycle)
    {
        if (termAndBillingCycle is null) return null;
        var words = Words(termAndBillingCycle);
        for (var i = 1; i < words.Length; i++)
        {
            var unit = words[i].TrimEnd('s');
            if (unit is not ("month" or "year")) continue;
            return (words[i - 1], unit) switch
            {
                ("one" or "1", "month") => TermDuration.P1M,
                ("one" or "1", "year") => TermDuration.P1Y,
                ("three" or "3", "year") => TermDuration.P3Y,
                _ => null,
            };
        }
        return null;
    }

    /// <summary>How often is charged: BillingFrequency, else the one cycle that TermAndBillingCycle names after "for", or null.</summary>
    /// <remarks>"for monthly/yearly billing" names a choice of cycles, not the one taken.</remarks>
    public static BillingCycle? Cycle(string? billingFrequency, string? termAndBillingCycle)
    {
        if (!string.IsNullOrWhiteSpace(billingFrequency)) return CycleOf(string.Join("", Words(billingFrequency)));
        if (termAndBillingCycle is null) return null;
        var words = Words(termAndBillingCycle);
        var start = Array.IndexOf(words, "for") + 1;
        return start > 0 && words.Length == start + 2 && words[^1] == "billing" ? CycleOf(words[start]) : null;
    }

    static BillingCycle? CycleOf(string word) => word switch
    {
        "monthly" or "month" or "1month" => BillingCycle.Monthly,
        "annual" or "annually" or "yearly" or "year" or "1year" => BillingCycle.Annual,
        "triennial" or "triennially" or "3years" or "3yearly" => BillingCycle.Triennial,
        "onetime" => BillingCycle.OneTime,
        "none" => BillingCycle.None,
        _ => null,
    };

    static string[] Words(string text) => text.ToLowerInvariant().Split([' ', '-', '_', '/'], StringSplitOptions.RemoveEmptyEntries);
}
