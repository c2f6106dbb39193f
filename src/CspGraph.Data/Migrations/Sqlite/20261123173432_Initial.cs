using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    MicrosoftTenantId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Region = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    DataVersion = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.TenantId);
                });

            migrationBuilder.CreateTable(
                name: "ImportRuns",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LineCount = table.Column<long>(type: "INTEGER", nullable: false),
                    Created = table.Column<int>(type: "INTEGER", nullable: false),
                    Updated = table.Column<int>(type: "INTEGER", nullable: false),
                    ErrorCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Errors = table.Column<string>(type: "TEXT", nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProductId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    NameFolded = table.Column<string>(type: "TEXT", maxLength: 750, nullable: false),
                    Publisher = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Family = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    FactDates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameFolded = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    Region = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: true),
                    EntraTenantId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PlaId = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    PgaId = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    MaicppStatus = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    RelationshipState = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    MpaAcceptedOn = table.Column<int>(type: "INTEGER", nullable: true),
                    OnboardedOn = table.Column<int>(type: "INTEGER", nullable: true),
                    ParentId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Depth = table.Column<int>(type: "INTEGER", nullable: false),
                    FactDates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    ImportRunId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsComplete = table.Column<bool>(type: "INTEGER", nullable: false),
                    LineCount = table.Column<long>(type: "INTEGER", nullable: false),
                    Subtotal = table.Column<long>(type: "INTEGER", nullable: false),
                    TaxTotal = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProductId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SkuId = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    NameFolded = table.Column<string>(type: "TEXT", maxLength: 750, nullable: false),
                    IsTrial = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsAddOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    FactDates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameFolded = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Domain = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    DomainFolded = table.Column<string>(type: "TEXT", maxLength: 765, nullable: true),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    EntraTenantId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    UndatedResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    FactDates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    AncestorId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    DescendantId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    Depth = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    InvoiceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LineNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SubscriptionId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ProductId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SkuId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CustomerName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    CustomerDomainName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CustomerCountry = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MpnId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResellerMpnId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    OrderDate = table.Column<long>(type: "INTEGER", nullable: true),
                    MicrosoftProductId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MicrosoftSkuId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AvailabilityId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SkuName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ProductName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ChargeType = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    UnitPrice = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<string>(type: "TEXT", nullable: true),
                    Subtotal = table.Column<long>(type: "INTEGER", nullable: false),
                    TaxTotal = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    PriceAdjustmentDescription = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    PublisherName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PublisherId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SubscriptionDescription = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MicrosoftSubscriptionId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ChargeStartDate = table.Column<long>(type: "INTEGER", nullable: true),
                    ChargeEndDate = table.Column<long>(type: "INTEGER", nullable: true),
                    TermAndBillingCycle = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    EffectiveUnitPrice = table.Column<string>(type: "TEXT", nullable: true),
                    UnitType = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AlternateId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    BillableQuantity = table.Column<string>(type: "TEXT", nullable: true),
                    BillingFrequency = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PricingCurrency = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PCToBCExchangeRate = table.Column<string>(type: "TEXT", nullable: true),
                    PCToBCExchangeRateDate = table.Column<long>(type: "INTEGER", nullable: true),
                    MeterDescription = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ReservationOrderId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreditReasonCode = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SubscriptionStartDate = table.Column<long>(type: "INTEGER", nullable: true),
                    SubscriptionEndDate = table.Column<long>(type: "INTEGER", nullable: true),
                    ReferenceId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ProductQualifiers = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    PromotionId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ProductCategory = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    AcceptedOn = table.Column<int>(type: "INTEGER", nullable: true),
                    SignatoryName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SignatoryEmail = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SubscriptionId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    NameFolded = table.Column<string>(type: "TEXT", maxLength: 750, nullable: false),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ProductId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SkuId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitPrice = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    MonthlyCost = table.Column<long>(type: "INTEGER", nullable: true),
                    TermDuration = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: true),
                    BillingCycle = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    StartDate = table.Column<int>(type: "INTEGER", nullable: false),
                    CommitmentEndDate = table.Column<int>(type: "INTEGER", nullable: true),
                    CancellationAllowedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    AutoRenew = table.Column<bool>(type: "INTEGER", nullable: true),
                    PartnerOfRecordId = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    AsOf = table.Column<long>(type: "INTEGER", nullable: false),
                    FactDates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
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
                unique: true);

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
