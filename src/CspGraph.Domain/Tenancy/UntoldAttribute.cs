namespace CspGraph.Domain.Tenancy;

/// <summary>Marks a value that the audit log does not tell: a secret, or another form of a value that it tells.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UntoldAttribute : Attribute;
