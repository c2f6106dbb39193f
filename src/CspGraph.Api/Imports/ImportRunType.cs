using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Imports;

/// <summary>The record of an import, while it runs and for good: the same that HTTP answers, see <see cref="ImportAnswer"/>.</summary>
sealed class ImportRunType : EntityType<ImportRun, CspGraphDb, Viewer>
{
    public ImportRunType() : base("ImportRun", "ImportRuns", ImportAnswer.Tag, "One reading of one file: imported whole, or refused whole.")
    {
        // Its progress is no change of the data, nor is one that fails.
        NotCached();
        Column(run => run.Kind, "What the file holds.").Filterable();
        Column(run => run.FileName, "The file's name.");
        Column(run => run.ContentHash, "SHA-256 of the decompressed content.");
        Column(run => run.Status, "How far it has come.").Filterable();
        Column(run => run.StartedAt, "When it was started.").Filterable().Sortable();
        Column(run => run.IssuedAt, "When the file was made, as told by who sent it; else when it was started.");
        Column(run => run.FinishedAt, "When it ended.");
        Column(run => run.ProgressAt, "When it last gave a sign of life.");
        Column(run => run.LineCount, "Data lines read.");
        Column(run => run.BytesRead, "Bytes read of the file as it came, compressed or not.");
        Column(run => run.TotalBytes, "Bytes of the file as it came; null when its sender did not tell.");
        Computed("percent", (run, viewer) => ImportProgress.Percent(run.Status == ImportStatus.Succeeded, run.BytesRead, run.TotalBytes), "How much of the file is read, from 0 to 99, and 100 once it is imported; null before that when its size is not known.");
        Computed("linesPerSecond", (run, viewer) => ImportProgress.Rate(run.LineCount, run.StartedAt, run.FinishedAt ?? run.ProgressAt), "Lines read in a second, from the start to the last sign of life.");
        Column(run => run.AlreadyImported, "True when the same content had been imported before: this time nothing was changed.");
        Column(run => run.Created, "Objects it created.");
        Column(run => run.Updated, "Objects it changed.");
        Resolved("superseded", SupersededInvoices.OfAsync, "How many of its invoices stand in the place of an earlier issue of the same number.");
        Column(run => run.ErrorCount, "Offending lines.");
        Computed("errors", (run, viewer) => ImportErrors.Parse(run.Errors), "The first 100 offending lines.").OfUpTo(ImportErrors.Kept);
    }

    public static readonly EnumType<ImportKind> Kind = new("ImportKind", "What a file holds.",
        (ImportKind.LicenseReconciliation, "A new-commerce invoice reconciliation file."),
        (ImportKind.PriceSheet, "A licence-based price sheet."),
        (ImportKind.DailyUsage, "Daily rated usage of Azure plans, billed or not."),
        (ImportKind.Network, "Resellers, customers, agreements, subscriptions and contracted minimums, as schema/network.schema.json describes."));

    public static readonly EnumType<ImportStatus> Status = new("ImportStatus", "How far an import has come.",
        (ImportStatus.Running, "Being read: nothing of it is visible."),
        (ImportStatus.Succeeded, "Imported whole."),
        (ImportStatus.Failed, "Refused: nothing of it was imported."),
        (ImportStatus.Cancelled, "Stopped by who sent it, or by an end of the server: nothing of it was imported."));
}

/// <summary>An offence, kept with the record as <see cref="ImportErrors"/> wrote it.</summary>
sealed class ImportErrorType : ObjectType<ImportError>
{
    public ImportErrorType() : base("ImportError", "Why one line of a file cannot be taken.")
    {
        Field(error => error.Line, "Its place in the file, the header being line 1.");
        Field(error => error.Column, "The column; null when the line as a whole offends.");
        Field(error => error.Reason, "What is wrong.");
    }
}
