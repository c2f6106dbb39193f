using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Imports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "CustomerId",
                table: "InvoiceLines",
                newName: "MicrosoftCustomerId");

            migrationBuilder.AddColumn<string>(
                name: "CatalogId",
                table: "Skus",
                type: "varchar(61)",
                unicode: false,
                maxLength: 61,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<DateTime>(
                name: "IssuedAt",
                table: "Invoices",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "CatalogId",
                table: "InvoiceLines",
                type: "varchar(500)",
                unicode: false,
                maxLength: 500,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<bool>(
                name: "HidesRows",
                table: "ImportRuns",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "IssuedAt",
                table: "ImportRuns",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "ProgressAt",
                table: "ImportRuns",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // A line names what it is about by Microsoft's own ids from now on. Before any column goes: SQLite would rebuild the table first.
            migrationBuilder.SqlApart("UPDATE Skus SET CatalogId = (SELECT p.ProductId FROM Products p WHERE p.TenantId = Skus.TenantId AND p.Id = Skus.ProductId) + ':' + SkuId");
            migrationBuilder.SqlApart("UPDATE InvoiceLines SET CatalogId = (SELECT k.CatalogId FROM Skus k WHERE k.TenantId = InvoiceLines.TenantId AND k.Id = InvoiceLines.SkuId), MicrosoftProductId = UPPER(MicrosoftProductId)");
            migrationBuilder.SqlApart("UPDATE InvoiceLines SET MicrosoftCustomerId = (SELECT c.EntraTenantId FROM Customers c WHERE c.TenantId = InvoiceLines.TenantId AND c.Id = InvoiceLines.MicrosoftCustomerId) WHERE EXISTS (SELECT 1 FROM Customers c WHERE c.TenantId = InvoiceLines.TenantId AND c.Id = InvoiceLines.MicrosoftCustomerId)");
            migrationBuilder.SqlApart("UPDATE ImportRuns SET IssuedAt = StartedAt, ProgressAt = COALESCE(FinishedAt, StartedAt), HidesRows = CASE WHEN Status = 'Running' THEN 1 ELSE 0 END");
            migrationBuilder.SqlApart("UPDATE Invoices SET IssuedAt = ImportedAt");

            migrationBuilder.DropIndex(
                name: "IX_Skus_TenantId_ProductId_SkuId",
                table: "Skus");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_TenantId_ImportedAt_Id",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "ProductId",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "ResellerId",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "SkuId",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "SubscriptionId",
                table: "InvoiceLines");

            migrationBuilder.AddColumn<string>(
                name: "Reference",
                table: "Resellers",
                type: "varchar(64)",
                unicode: false,
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<Guid>(
                name: "SupersededById",
                table: "Invoices",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AlreadyImported",
                table: "ImportRuns",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "BytesRead",
                table: "ImportRuns",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "ImportRuns",
                type: "varchar(300)",
                unicode: false,
                maxLength: 300,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<long>(
                name: "TotalBytes",
                table: "ImportRuns",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BoughtUnderPlaId",
                table: "Customers",
                type: "varchar(20)",
                unicode: false,
                maxLength: 20,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<Guid>(
                name: "StatedResellerId",
                table: "Customers",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FactDates",
                table: "CustomerAgreements",
                type: "varchar(400)",
                unicode: false,
                maxLength: 400,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.CreateTable(
                name: "ContractedMinimums",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    MinimumQuantity = table.Column<int>(type: "int", nullable: false),
                    FactDates = table.Column<string>(type: "varchar(400)", unicode: false, maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractedMinimums", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ContractedMinimums_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ContractedMinimums_Subscriptions_TenantId_SubscriptionId",
                        columns: x => new { x.TenantId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ContractedMinimums_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PriceSheets",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StatedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    IsComplete = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PriceSheets", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PriceSheets_ImportRuns_TenantId_Id",
                        columns: x => new { x.TenantId, x.Id },
                        principalTable: "ImportRuns",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PriceSheets_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResellerPlacements",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    ParentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResellerPlacements", x => new { x.TenantId, x.ResellerId, x.StatedAt });
                    table.ForeignKey(
                        name: "FK_ResellerPlacements_Resellers_TenantId_ParentId",
                        columns: x => new { x.TenantId, x.ParentId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ResellerPlacements_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StagedFacts",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    ImportRunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Noun = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Key = table.Column<string>(type: "varchar(400)", unicode: false, maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    Value = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StagedFacts", x => new { x.TenantId, x.ImportRunId, x.Noun, x.Key, x.Sequence });
                    table.ForeignKey(
                        name: "FK_StagedFacts_ImportRuns_TenantId_ImportRunId",
                        columns: x => new { x.TenantId, x.ImportRunId },
                        principalTable: "ImportRuns",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UsageEntitlements",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    MicrosoftCustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameStatedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageEntitlements", x => new { x.TenantId, x.MicrosoftCustomerId, x.EntitlementId });
                    table.ForeignKey(
                        name: "FK_UsageEntitlements_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageStatements",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    InvoiceNumber = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ImportRunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    IsComplete = table.Column<bool>(type: "bit", nullable: false),
                    Holds = table.Column<bool>(type: "bit", nullable: false),
                    FirstUsageOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LastUsageOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LineCount = table.Column<long>(type: "bigint", nullable: false),
                    Cost = table.Column<decimal>(type: "decimal(19,6)", precision: 19, scale: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageStatements", x => new { x.TenantId, x.Id });
                    table.UniqueConstraint("AK_UsageStatements_TenantId_Month_Id", x => new { x.TenantId, x.Month, x.Id });
                    table.ForeignKey(
                        name: "FK_UsageStatements_ImportRuns_TenantId_ImportRunId",
                        columns: x => new { x.TenantId, x.ImportRunId },
                        principalTable: "ImportRuns",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageStatements_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Prices",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ImportRunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LineNumber = table.Column<int>(type: "int", nullable: false),
                    MicrosoftProductId = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    CatalogId = table.Column<string>(type: "varchar(61)", unicode: false, maxLength: 61, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Market = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Segment = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    TermDuration = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    BillingPlan = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    PricingTierRangeMin = table.Column<int>(type: "int", nullable: true),
                    PricingTierRangeMax = table.Column<int>(type: "int", nullable: true),
                    OfferKey = table.Column<string>(type: "varchar(160)", unicode: false, maxLength: 160, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    EffectiveStartDate = table.Column<DateOnly>(type: "date", nullable: false),
                    EffectiveEndDate = table.Column<DateOnly>(type: "date", nullable: true),
                    UnitPrice = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: false),
                    ErpPrice = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    UnitOfMeasure = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Tags = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    IssuedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    IsSuperseded = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Prices", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Prices_PriceSheets_TenantId_ImportRunId",
                        columns: x => new { x.TenantId, x.ImportRunId },
                        principalTable: "PriceSheets",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Prices_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageDays",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    MicrosoftCustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    StatementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Service = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Cost = table.Column<decimal>(type: "decimal(19,6)", precision: 19, scale: 6, nullable: false),
                    ListPrice = table.Column<decimal>(type: "decimal(19,6)", precision: 19, scale: 6, nullable: false),
                    Lines = table.Column<long>(type: "bigint", nullable: false),
                    CostMissing = table.Column<long>(type: "bigint", nullable: false),
                    ListPriceMissing = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageDays", x => new { x.TenantId, x.StatementId, x.MicrosoftCustomerId, x.Day, x.EntitlementId, x.Service });
                    table.ForeignKey(
                        name: "FK_UsageDays_UsageStatements_TenantId_StatementId",
                        columns: x => new { x.TenantId, x.StatementId },
                        principalTable: "UsageStatements",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UsageLines",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    StatementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LineNumber = table.Column<long>(type: "bigint", nullable: false),
                    MicrosoftCustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CustomerName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    CustomerDomainName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    CustomerCountry = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PartnerName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MpnId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResellerMpnId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ProductId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SkuId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    AvailabilityId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SkuName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ProductName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PublisherName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PublisherId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SubscriptionDescription = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MicrosoftSubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ChargeStartDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    ChargeEndDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    UsageDate = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    MeterType = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MeterCategory = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MeterId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MeterSubCategory = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MeterName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MeterRegion = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Unit = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResourceLocation = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ConsumedService = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResourceGroup = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResourceURI = table.Column<string>(type: "varchar(2000)", unicode: false, maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ChargeType = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    UnitPrice = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    Quantity = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    UnitType = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    BillingPreTaxTotal = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    BillingCurrency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    PricingPreTaxTotal = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    PricingCurrency = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ServiceInfo1 = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ServiceInfo2 = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Tags = table.Column<string>(type: "varchar(max)", unicode: false, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    AdditionalInfo = table.Column<string>(type: "varchar(max)", unicode: false, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    EffectiveUnitPrice = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    PCToBCExchangeRate = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    PCToBCExchangeRateDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EntitlementDescription = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PartnerEarnedCreditPercentage = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    CreditPercentage = table.Column<string>(type: "varchar(31)", unicode: false, maxLength: 31, nullable: true),
                    CreditType = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    BenefitOrderId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    BenefitId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    BenefitType = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageLines", x => new { x.TenantId, x.Month, x.StatementId, x.LineNumber });
                    table.ForeignKey(
                        name: "FK_UsageLines_UsageStatements_TenantId_Month_StatementId",
                        columns: x => new { x.TenantId, x.Month, x.StatementId },
                        principalTable: "UsageStatements",
                        principalColumns: new[] { "TenantId", "Month", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Skus_TenantId_CatalogId",
                table: "Skus",
                columns: new[] { "TenantId", "CatalogId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_TenantId_Reference",
                table: "Resellers",
                columns: new[] { "TenantId", "Reference" },
                unique: true,
                filter: "[Reference] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_TenantId_SupersededById_Id",
                table: "Invoices",
                columns: new[] { "TenantId", "SupersededById", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_TenantId_SupersededById_ImportedAt_Id",
                table: "Invoices",
                columns: new[] { "TenantId", "SupersededById", "ImportedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_TenantId_SupersededById_Number_Id",
                table: "Invoices",
                columns: new[] { "TenantId", "SupersededById", "Number", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_InvoiceLines_TenantId_MicrosoftCustomerId",
                table: "InvoiceLines",
                columns: new[] { "TenantId", "MicrosoftCustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedMinimums_TenantId_ResellerId",
                table: "ContractedMinimums",
                columns: new[] { "TenantId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedMinimums_TenantId_SubscriptionId_Id",
                table: "ContractedMinimums",
                columns: new[] { "TenantId", "SubscriptionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ContractedMinimums_TenantId_SubscriptionId_StartsOn",
                table: "ContractedMinimums",
                columns: new[] { "TenantId", "SubscriptionId", "StartsOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractedMinimums_TenantId_SubscriptionId_StartsOn_Id",
                table: "ContractedMinimums",
                columns: new[] { "TenantId", "SubscriptionId", "StartsOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_CatalogId_EffectiveStartDate_Id",
                table: "Prices",
                columns: new[] { "TenantId", "CatalogId", "EffectiveStartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_CatalogId_Id",
                table: "Prices",
                columns: new[] { "TenantId", "CatalogId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_EffectiveStartDate_Id",
                table: "Prices",
                columns: new[] { "TenantId", "EffectiveStartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_ImportRunId_LineNumber",
                table: "Prices",
                columns: new[] { "TenantId", "ImportRunId", "LineNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_MicrosoftProductId_EffectiveStartDate_Id",
                table: "Prices",
                columns: new[] { "TenantId", "MicrosoftProductId", "EffectiveStartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_MicrosoftProductId_Id",
                table: "Prices",
                columns: new[] { "TenantId", "MicrosoftProductId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_OfferKey_EffectiveStartDate_Id",
                table: "Prices",
                columns: new[] { "TenantId", "OfferKey", "EffectiveStartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerPlacements_TenantId_ParentId",
                table: "ResellerPlacements",
                columns: new[] { "TenantId", "ParentId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageStatements_TenantId_ImportedAt_Id",
                table: "UsageStatements",
                columns: new[] { "TenantId", "ImportedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageStatements_TenantId_ImportRunId",
                table: "UsageStatements",
                columns: new[] { "TenantId", "ImportRunId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageStatements_TenantId_LastUsageOn",
                table: "UsageStatements",
                columns: new[] { "TenantId", "LastUsageOn" });

            migrationBuilder.AddForeignKey(
                name: "FK_Invoices_Invoices_TenantId_SupersededById",
                table: "Invoices",
                columns: new[] { "TenantId", "SupersededById" },
                principalTable: "Invoices",
                principalColumns: new[] { "TenantId", "Id" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Invoices_Invoices_TenantId_SupersededById",
                table: "Invoices");

            migrationBuilder.DropTable(
                name: "ContractedMinimums");

            migrationBuilder.DropTable(
                name: "Prices");

            migrationBuilder.DropTable(
                name: "ResellerPlacements");

            migrationBuilder.DropTable(
                name: "StagedFacts");

            migrationBuilder.DropTable(
                name: "UsageDays");

            migrationBuilder.DropTable(
                name: "UsageEntitlements");

            migrationBuilder.DropTable(
                name: "UsageLines");

            migrationBuilder.DropTable(
                name: "PriceSheets");

            migrationBuilder.DropTable(
                name: "UsageStatements");

            migrationBuilder.DropIndex(
                name: "IX_Skus_TenantId_CatalogId",
                table: "Skus");

            migrationBuilder.DropIndex(
                name: "IX_Resellers_TenantId_Reference",
                table: "Resellers");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_TenantId_SupersededById_Id",
                table: "Invoices");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_TenantId_SupersededById_ImportedAt_Id",
                table: "Invoices");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_TenantId_SupersededById_Number_Id",
                table: "Invoices");

            migrationBuilder.DropIndex(
                name: "IX_InvoiceLines_TenantId_MicrosoftCustomerId",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "CatalogId",
                table: "Skus");

            migrationBuilder.DropColumn(
                name: "Reference",
                table: "Resellers");

            migrationBuilder.DropColumn(
                name: "IssuedAt",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "SupersededById",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "CatalogId",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "AlreadyImported",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "BytesRead",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "HidesRows",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "IssuedAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "ProgressAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "TotalBytes",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "BoughtUnderPlaId",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "StatedResellerId",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "FactDates",
                table: "CustomerAgreements");

            migrationBuilder.RenameColumn(
                name: "MicrosoftCustomerId",
                table: "InvoiceLines",
                newName: "CustomerId");

            migrationBuilder.AddColumn<Guid>(
                name: "ProductId",
                table: "InvoiceLines",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ResellerId",
                table: "InvoiceLines",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SkuId",
                table: "InvoiceLines",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SubscriptionId",
                table: "InvoiceLines",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Skus_TenantId_ProductId_SkuId",
                table: "Skus",
                columns: new[] { "TenantId", "ProductId", "SkuId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_TenantId_ImportedAt_Id",
                table: "Invoices",
                columns: new[] { "TenantId", "ImportedAt", "Id" });
        }
    }
}
