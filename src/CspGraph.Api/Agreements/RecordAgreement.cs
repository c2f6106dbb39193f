using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Domain;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Agreements;

sealed class RecordAgreementInput : ChangeInput
{
    public required NodeId Customer { get; init; }
    public AgreementStatus Status { get; init; }
    public DateOnly? AcceptedOn { get; init; }
    public string? SignatoryFirstName { get; init; }
    public string? SignatoryLastName { get; init; }
    public string? SignatoryEmail { get; init; }
    public string? TemplateId { get; init; }
}

sealed record RecordAgreementPayload : ChangePayload
{
    public Guid? Agreement { get; init; }
}

/// <summary>Records what is so of a customer's Microsoft Customer Agreement: one more statement, as those of files are, and newer than all before it.</summary>
sealed class RecordAgreement : Change<RecordAgreementInput, RecordAgreementPayload>
{
    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(RecordAgreementInput input) => input.Customer;

    protected override async Task<RecordAgreementPayload> MakeAsync(ChangeContext context, RecordAgreementInput input)
    {
        var statement = new AgreementStatement(input.Status, input.AcceptedOn, input.SignatoryFirstName, input.SignatoryLastName, input.SignatoryEmail, input.TemplateId);
        var customer = input.Customer.Tag == CustomerType.Tag ? await context.Rows<Customer>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == input.Customer.Key, context.Cancellation) : null;
        if (customer is null) return Refused(new(ObjectionCodes.NotFound, "There is no such customer.", "customer"));
        if (AgreementRules.OfRecording(context.Viewer, statement, DateOnly.FromDateTime(context.Now)) is { } objection) return Refused(objection);

        var row = await context.Db.CustomerAgreements.Whole().SingleOrDefaultAsync(agreement => agreement.CustomerId == customer.Id, context.Cancellation);
        var before = row is null ? (null, null) : (Acceptance: AcceptanceOf(row), row.TemplateId);
        if (row is null)
        {
            row = new() { Id = context.NewId(), CustomerId = customer.Id, ResellerId = customer.ResellerId, Status = AgreementStatus.Required, FactDates = "" };
            context.Db.Add(row);
        }
        var stated = new Fact<Acceptance>(statement.ToAcceptance(), context.Now);
        var facts = AgreementFacts.Of(row).Join(new(stated));
        if (facts.Acceptance!.Value.Value != stated.Value)
            return Refused(new(ObjectionCodes.Conflict, $"Something else is stated, as of {facts.Acceptance.Value.StatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}.", "status"));
        facts.WriteTo(row);
        row.TemplateId = input.TemplateId ?? row.TemplateId;
        if (before != (AcceptanceOf(row), row.TemplateId))
            context.Tell(EventKind.AgreementRecorded, input.Customer, customer.ResellerId, customer.Id, details: new { Before = before.Acceptance?.Status, row.Status, row.AcceptedOn, row.AcceptanceMethod });
        return new() { Agreement = row.Id };
    }

    static Acceptance? AcceptanceOf(CustomerAgreement row) => AgreementFacts.Of(row).Acceptance?.Value;
}

sealed class RecordAgreementInputType : ChangeInputType<RecordAgreementInput>
{
    public RecordAgreementInputType() : base("RecordAgreementInput", "What is so of a customer's Microsoft Customer Agreement. It takes the place of all that was stated before.")
    {
        Field(input => input.Customer, "The customer's global id.");
        Field(input => input.Status, "Whether it is accepted, and how. ACCEPTED_BY_ATTESTATION is for the distributor or direct-bill partner itself; of a day before 1 April 2023 it becomes REACCEPTANCE_REQUIRED.");
        Field(input => input.AcceptedOn, "The day it was accepted (UTC), not in the future; for an acceptance.");
        Field(input => input.SignatoryFirstName, "First name of who accepted for the customer; an attestation needs it.");
        Field(input => input.SignatoryLastName, "Last name of who accepted for the customer; an attestation needs it.");
        Field(input => input.SignatoryEmail, "The e-mail address of who accepted for the customer; an attestation needs it.");
        Field(input => input.TemplateId, "Microsoft's id of the text that was accepted; left out, it stays as long as the acceptance is the same.");
        CommonFields();
    }
}

sealed class RecordAgreementPayloadType : ChangePayloadType<RecordAgreementPayload>
{
    public RecordAgreementPayloadType() : base("RecordAgreementPayload", "The agreement that was recorded.") =>
        Loaded<CustomerAgreement>("agreement", payload => payload.Agreement, "The agreement; null when it was not recorded.");
}
