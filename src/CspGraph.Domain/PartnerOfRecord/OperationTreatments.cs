namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>How a tenant has decided that operations are treated; equal to any other set of the same decisions.</summary>
public readonly record struct OperationTreatments
{
    // Two bits for each operation: 0 for nothing decided, else the treatment and one.
    readonly int bits;

    OperationTreatments(int bits) => this.bits = bits;

    /// <summary>What is decided of an operation; null when nothing is.</summary>
    public OperationTreatment? this[PartnerOfRecordOperation operation] =>
        (bits >> 2 * (int)operation & 3) is > 0 and var one ? (OperationTreatment)(one - 1) : null;

    /// <summary>These decisions and one more, which takes the place of an earlier one; null takes the earlier one back.</summary>
    public OperationTreatments With(PartnerOfRecordOperation operation, OperationTreatment? treatment) =>
        new(bits & ~(3 << 2 * (int)operation) | (treatment is { } decided ? (int)decided + 1 : 0) << 2 * (int)operation);

    /// <summary>How an operation is treated: as a source states it, else as is decided here, else as by default.</summary>
    public OperationTreatment Of(PartnerOfRecordOperation operation)
    {
        var row = PartnerOfRecordOperations.Of(operation);
        return row.IsStated ? row.Treatment : this[operation] ?? row.Treatment;
    }

    /// <summary>Why a tenant cannot decide how an operation is treated; null when it can.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="field">Where the input has it.</param>
    public static Objection? OfDecision(PartnerOfRecordOperation operation, string field) => PartnerOfRecordOperations.Of(operation).IsStated
        ? new(ObjectionCodes.BadUserInput, "How this operation is treated is stated by a source; a tenant can decide only where none states it.", field)
        : null;

    /// <summary>As it is stored: <c>Cancellation=Strict Upgrade=Warn</c>, in the order of the enum; empty for nothing decided.</summary>
    public override string ToString()
    {
        var decided = this;
        return string.Join(' ', Enum.GetValues<PartnerOfRecordOperation>().Where(operation => decided[operation] is not null).Select(operation => $"{operation}={decided[operation]}"));
    }

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static OperationTreatments Parse(string text)
    {
        var decided = default(OperationTreatments);
        foreach (var entry in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            decided = entry.Split('=') is [var name, var treatment] && Read<PartnerOfRecordOperation>(name) is { } operation && Read<OperationTreatment>(treatment) is { } read
                ? decided.With(operation, read)
                : throw new FormatException($"'{entry}' is no decision on an operation.");
        return decided;
    }

    // Enum.TryParse would take numbers as well.
    static T? Read<T>(string name) where T : struct, Enum => Enum.TryParse<T>(name, out var value) && value.ToString() == name ? value : null;
}
