namespace CspGraph.Domain.Resellers;

/// <summary>What an e-mail address is, as far as the programme asks where a reseller enrols.</summary>
public enum EmailKind
{
    /// <summary>A person's, at a domain of a company.</summary>
    Business,
    /// <summary>No address at all.</summary>
    Invalid,
    /// <summary>With a provider for private persons.</summary>
    Personal,
    /// <summary>With a provider of disposable addresses.</summary>
    Disposable,
    /// <summary>A mailbox of nobody in person.</summary>
    Generic,
}

/// <summary>Tells a business e-mail address from others.</summary>
/// <remarks>The rule is the product's own: no page of Microsoft's was found that says which addresses are a business's. <see cref="EmailProviders"/> has the tables.</remarks>
public static class BusinessEmail
{
    /// <summary>What a text is; of more than one kind the first in this order: invalid, personal, disposable, generic.</summary>
    public static EmailKind KindOf(string text) =>
        EmailAddress.Parse(text) is not { } address ? EmailKind.Invalid
        : EmailProviders.IsPersonal(address.Domain) ? EmailKind.Personal
        : EmailProviders.IsDisposable(address.Domain) ? EmailKind.Disposable
        : EmailProviders.IsGeneric(address.Local) ? EmailKind.Generic
        : EmailKind.Business;
}
