using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Slug = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Name = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Kind = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    MicrosoftTenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Country = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Region = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    DataVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.TenantId);
                });

            migrationBuilder.CreateTable(
                name: "ImportRuns",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    FileName = table.Column<string>(type: "varchar(260)", unicode: false, maxLength: 260, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ContentHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Status = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    StartedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    LineCount = table.Column<long>(type: "bigint", nullable: false),
                    Created = table.Column<int>(type: "int", nullable: false),
                    Updated = table.Column<int>(type: "int", nullable: false),
                    ErrorCount = table.Column<int>(type: "int", nullable: false),
                    Errors = table.Column<string>(type: "varchar(max)", unicode: false, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRuns", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ImportRuns_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Products",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProductId = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Name = table.Column<string>(type: "varchar(250)", unicode: false, maxLength: 250, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(750)", unicode: false, maxLength: 750, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Publisher = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Family = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    FactDates = table.Column<string>(type: "varchar(400)", unicode: false, maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Products", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Products_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Resellers",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(600)", unicode: false, maxLength: 600, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Country = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Region = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    EntraTenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PlaId = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PgaId = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Status = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    MaicppStatus = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    RelationshipState = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    MpaAcceptedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    OnboardedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ParentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Depth = table.Column<int>(type: "int", nullable: false),
                    FactDates = table.Column<string>(type: "varchar(400)", unicode: false, maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Resellers", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Resellers_Resellers_TenantId_ParentId",
                        columns: x => new { x.TenantId, x.ParentId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Resellers_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Invoices",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    ImportRunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsComplete = table.Column<bool>(type: "bit", nullable: false),
                    LineCount = table.Column<long>(type: "bigint", nullable: false),
                    Subtotal = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    TaxTotal = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Total = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "datetime2(3)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invoices", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Invoices_ImportRuns_TenantId_ImportRunId",
                        columns: x => new { x.TenantId, x.ImportRunId },
                        principalTable: "ImportRuns",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Invoices_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Skus",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProductId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SkuId = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Name = table.Column<string>(type: "varchar(250)", unicode: false, maxLength: 250, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(750)", unicode: false, maxLength: 750, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    IsTrial = table.Column<bool>(type: "bit", nullable: false),
                    IsAddOn = table.Column<bool>(type: "bit", nullable: false),
                    FactDates = table.Column<string>(type: "varchar(400)", unicode: false, maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Skus", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Skus_Products_TenantId_ProductId",
                        columns: x => new { x.TenantId, x.ProductId },
                        principalTable: "Products",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Skus_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(600)", unicode: false, maxLength: 600, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Domain = table.Column<string>(type: "varchar(255)", unicode: false, maxLength: 255, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    DomainFolded = table.Column<string>(type: "varchar(765)", unicode: false, maxLength: 765, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    Country = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    EntraTenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UndatedResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FactDates = table.Column<string>(type: "varchar(400)", unicode: false, maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Customers_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Customers_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResellerClosure",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    AncestorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DescendantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ValidFrom = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    Depth = table.Column<int>(type: "int", nullable: false),
                    ValidTo = table.Column<DateTime>(type: "datetime2(3)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResellerClosure", x => new { x.TenantId, x.AncestorId, x.DescendantId, x.ValidFrom });
                    table.ForeignKey(
                        name: "FK_ResellerClosure_Resellers_TenantId_AncestorId",
                        columns: x => new { x.TenantId, x.AncestorId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ResellerClosure_Resellers_TenantId_DescendantId",
                        columns: x => new { x.TenantId, x.DescendantId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InvoiceLines",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    InvoiceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LineNumber = table.Column<int>(type: "int", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ProductId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SkuId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CustomerName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    CustomerDomainName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    CustomerCountry = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MpnId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ResellerMpnId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    OrderId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    OrderDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    MicrosoftProductId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MicrosoftSkuId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    AvailabilityId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SkuName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ProductName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ChargeType = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    UnitPrice = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    Quantity = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    Subtotal = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    TaxTotal = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Total = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    PriceAdjustmentDescription = table.Column<string>(type: "varchar(4000)", unicode: false, maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PublisherName = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PublisherId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SubscriptionDescription = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    MicrosoftSubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ChargeStartDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    ChargeEndDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    TermAndBillingCycle = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    EffectiveUnitPrice = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    UnitType = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    AlternateId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    BillableQuantity = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    BillingFrequency = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PricingCurrency = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PCToBCExchangeRate = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    PCToBCExchangeRateDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    MeterDescription = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ReservationOrderId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    CreditReasonCode = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SubscriptionStartDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    SubscriptionEndDate = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    ReferenceId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ProductQualifiers = table.Column<string>(type: "varchar(4000)", unicode: false, maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    PromotionId = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    ProductCategory = table.Column<string>(type: "varchar(500)", unicode: false, maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceLines", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_InvoiceLines_Invoices_TenantId_InvoiceId",
                        columns: x => new { x.TenantId, x.InvoiceId },
                        principalTable: "Invoices",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_InvoiceLines_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CustomerAgreements",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    AcceptedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SignatoryName = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    SignatoryEmail = table.Column<string>(type: "varchar(320)", unicode: false, maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerAgreements", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_CustomerAgreements_Customers_TenantId_CustomerId",
                        columns: x => new { x.TenantId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CustomerAgreements_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "varchar(250)", unicode: false, maxLength: 250, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    NameFolded = table.Column<string>(type: "varchar(750)", unicode: false, maxLength: 750, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResellerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ProductId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SkuId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Quantity = table.Column<int>(type: "int", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    Currency = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    MonthlyCost = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    TermDuration = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    BillingCycle = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Status = table.Column<string>(type: "varchar(48)", unicode: false, maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    StartDate = table.Column<DateOnly>(type: "date", nullable: false),
                    CommitmentEndDate = table.Column<DateOnly>(type: "date", nullable: true),
                    CancellationAllowedUntil = table.Column<DateTime>(type: "datetime2(3)", nullable: true),
                    AutoRenew = table.Column<bool>(type: "bit", nullable: true),
                    PartnerOfRecordId = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2_UTF8"),
                    AsOf = table.Column<DateTime>(type: "datetime2(3)", nullable: false),
                    FactDates = table.Column<string>(type: "varchar(400)", unicode: false, maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Subscriptions_Customers_TenantId_CustomerId",
                        columns: x => new { x.TenantId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Products_TenantId_ProductId",
                        columns: x => new { x.TenantId, x.ProductId },
                        principalTable: "Products",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Skus_TenantId_SkuId",
                        columns: x => new { x.TenantId, x.SkuId },
                        principalTable: "Skus",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerAgreements_TenantId_CustomerId",
                table: "CustomerAgreements",
                columns: new[] { "TenantId", "CustomerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_TenantId_DomainFolded_Id",
                table: "Customers",
                columns: new[] { "TenantId", "DomainFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_TenantId_EntraTenantId",
                table: "Customers",
                columns: new[] { "TenantId", "EntraTenantId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_TenantId_NameFolded_Id",
                table: "Customers",
                columns: new[] { "TenantId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_TenantId_ResellerId_DomainFolded_Id",
                table: "Customers",
                columns: new[] { "TenantId", "ResellerId", "DomainFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_TenantId_ResellerId_Id",
                table: "Customers",
                columns: new[] { "TenantId", "ResellerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_TenantId_ResellerId_NameFolded_Id",
                table: "Customers",
                columns: new[] { "TenantId", "ResellerId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_TenantId_Kind_ContentHash",
                table: "ImportRuns",
                columns: new[] { "TenantId", "Kind", "ContentHash" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_TenantId_StartedAt_Id",
                table: "ImportRuns",
                columns: new[] { "TenantId", "StartedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_InvoiceLines_TenantId_InvoiceId_Id",
                table: "InvoiceLines",
                columns: new[] { "TenantId", "InvoiceId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_InvoiceLines_TenantId_InvoiceId_LineNumber_Id",
                table: "InvoiceLines",
                columns: new[] { "TenantId", "InvoiceId", "LineNumber", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_TenantId_ImportedAt_Id",
                table: "Invoices",
                columns: new[] { "TenantId", "ImportedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_TenantId_ImportRunId",
                table: "Invoices",
                columns: new[] { "TenantId", "ImportRunId" });

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_TenantId_Number_Id",
                table: "Invoices",
                columns: new[] { "TenantId", "Number", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Products_TenantId_NameFolded_Id",
                table: "Products",
                columns: new[] { "TenantId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Products_TenantId_ProductId",
                table: "Products",
                columns: new[] { "TenantId", "ProductId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResellerClosure_Current",
                table: "ResellerClosure",
                columns: new[] { "TenantId", "AncestorId", "DescendantId" },
                unique: true,
                filter: "ValidTo IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ResellerClosure_TenantId_DescendantId_Depth",
                table: "ResellerClosure",
                columns: new[] { "TenantId", "DescendantId", "Depth" });

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_TenantId_NameFolded_Id",
                table: "Resellers",
                columns: new[] { "TenantId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_TenantId_OnboardedOn_Id",
                table: "Resellers",
                columns: new[] { "TenantId", "OnboardedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_TenantId_ParentId_Id",
                table: "Resellers",
                columns: new[] { "TenantId", "ParentId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_TenantId_ParentId_NameFolded_Id",
                table: "Resellers",
                columns: new[] { "TenantId", "ParentId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_TenantId_ParentId_OnboardedOn_Id",
                table: "Resellers",
                columns: new[] { "TenantId", "ParentId", "OnboardedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_TenantId_PlaId",
                table: "Resellers",
                columns: new[] { "TenantId", "PlaId" },
                unique: true,
                filter: "[PlaId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Skus_TenantId_ProductId_Id",
                table: "Skus",
                columns: new[] { "TenantId", "ProductId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Skus_TenantId_ProductId_NameFolded_Id",
                table: "Skus",
                columns: new[] { "TenantId", "ProductId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Skus_TenantId_ProductId_SkuId",
                table: "Skus",
                columns: new[] { "TenantId", "ProductId", "SkuId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Summary",
                table: "Subscriptions",
                columns: new[] { "TenantId", "ResellerId", "Currency", "Status", "Quantity", "MonthlyCost", "AsOf" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_CommitmentEndDate_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CommitmentEndDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_CustomerId_CommitmentEndDate_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CustomerId", "CommitmentEndDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_CustomerId_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CustomerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_CustomerId_NameFolded_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CustomerId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_CustomerId_Quantity_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CustomerId", "Quantity", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_CustomerId_StartDate_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CustomerId", "StartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_NameFolded_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_ProductId",
                table: "Subscriptions",
                columns: new[] { "TenantId", "ProductId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_Quantity_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "Quantity", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_ResellerId_CommitmentEndDate_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "ResellerId", "CommitmentEndDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_ResellerId_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "ResellerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_ResellerId_NameFolded_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "ResellerId", "NameFolded", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_ResellerId_Quantity_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "ResellerId", "Quantity", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_ResellerId_StartDate_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "ResellerId", "StartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_SkuId",
                table: "Subscriptions",
                columns: new[] { "TenantId", "SkuId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_StartDate_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "StartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_SubscriptionId",
                table: "Subscriptions",
                columns: new[] { "TenantId", "SubscriptionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tenants_Id",
                table: "Tenants",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tenants_Slug",
                table: "Tenants",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CustomerAgreements");

            migrationBuilder.DropTable(
                name: "InvoiceLines");

            migrationBuilder.DropTable(
                name: "ResellerClosure");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "Invoices");

            migrationBuilder.DropTable(
                name: "Customers");

            migrationBuilder.DropTable(
                name: "Skus");

            migrationBuilder.DropTable(
                name: "ImportRuns");

            migrationBuilder.DropTable(
                name: "Resellers");

            migrationBuilder.DropTable(
                name: "Products");

            migrationBuilder.DropTable(
                name: "Tenants");
        }
    }
}
