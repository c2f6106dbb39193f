using CspGraph.Domain.Pricing;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Pricing;

/// <summary>An amount is never shown without its currency.</summary>
sealed class MoneyType : ObjectType<Money>
{
    public MoneyType() : base("Money", "An amount in a currency.")
    {
        Field(money => money.Amount, "The amount, exact.");
        Field(money => money.Currency, "ISO 4217.").As("CurrencyCode");
    }
}

/// <summary>A cost, price or margin as a viewer may see it: a figure that is hidden or unknown is never 0.</summary>
sealed class FigureType : ObjectType<Figure>
{
    public FigureType() : base("Figure", "A cost, price or margin as the viewer sees it. What is hidden or unknown has no value; it is never zero.")
    {
        Field(figure => figure.Value, "The amount; null unless VISIBLE.");
        Field(figure => figure.Visibility, "Why there is a value, or none.");
        Field(figure => figure.Missing, "How many parts of a sum are unknown and not in the value.");
        Field(figure => figure.AsOf, "When the newest fact in it was stated.");
    }

    public static readonly EnumType<Visibility> Visibility = new("Visibility", "Whether a figure can be shown.",
        (Domain.Pricing.Visibility.Visible, "The value is there."),
        (Domain.Pricing.Visibility.Hidden, "It is above the viewer's own level."),
        (Domain.Pricing.Visibility.Unknown, "No source has stated it."));
}
