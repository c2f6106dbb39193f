using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 61,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "IssuedAt",
                table: "Invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "CatalogId",
                table: "InvoiceLines",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HidesRows",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "IssuedAt",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ProgressAt",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // A line names what it is about by Microsoft's own ids from now on. Before any column goes: SQLite would rebuild the table first.
            migrationBuilder.Sql("UPDATE Skus SET CatalogId = (SELECT p.ProductId FROM Products p WHERE p.TenantId = Skus.TenantId AND p.Id = Skus.ProductId) || ':' || SkuId");
            migrationBuilder.Sql("UPDATE InvoiceLines SET CatalogId = (SELECT k.CatalogId FROM Skus k WHERE k.TenantId = InvoiceLines.TenantId AND k.Id = InvoiceLines.SkuId), MicrosoftProductId = UPPER(MicrosoftProductId)");
            migrationBuilder.Sql("UPDATE InvoiceLines SET MicrosoftCustomerId = (SELECT c.EntraTenantId FROM Customers c WHERE c.TenantId = InvoiceLines.TenantId AND c.Id = InvoiceLines.MicrosoftCustomerId) WHERE EXISTS (SELECT 1 FROM Customers c WHERE c.TenantId = InvoiceLines.TenantId AND c.Id = InvoiceLines.MicrosoftCustomerId)");
            migrationBuilder.Sql("UPDATE ImportRuns SET IssuedAt = StartedAt, ProgressAt = COALESCE(FinishedAt, StartedAt), HidesRows = CASE WHEN Status = 'Running' THEN 1 ELSE 0 END");
            migrationBuilder.Sql("UPDATE Invoices SET IssuedAt = ImportedAt");

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
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SupersededById",
                table: "Invoices",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AlreadyImported",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "BytesRead",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "ImportRuns",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TotalBytes",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BoughtUnderPlaId",
                table: "Customers",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "StatedResellerId",
                table: "Customers",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FactDates",
                table: "CustomerAgreements",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ContractedMinimums",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SubscriptionId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    StartsOn = table.Column<int>(type: "INTEGER", nullable: false),
                    EndsOn = table.Column<int>(type: "INTEGER", nullable: true),
                    MinimumQuantity = table.Column<int>(type: "INTEGER", nullable: false),
                    FactDates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StatedOn = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsComplete = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ParentId = table.Column<byte[]>(type: "BLOB", nullable: true)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    ImportRunId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Noun = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    MicrosoftCustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EntitlementId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    NameStatedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    InvoiceNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ImportRunId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsComplete = table.Column<bool>(type: "INTEGER", nullable: false),
                    Holds = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstUsageOn = table.Column<int>(type: "INTEGER", nullable: false),
                    LastUsageOn = table.Column<int>(type: "INTEGER", nullable: false),
                    LineCount = table.Column<long>(type: "INTEGER", nullable: false),
                    Cost = table.Column<long>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ImportRunId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LineNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    MicrosoftProductId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CatalogId = table.Column<string>(type: "TEXT", maxLength: 61, nullable: false),
                    Market = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Segment = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    TermDuration = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: true),
                    BillingPlan = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    PricingTierRangeMin = table.Column<int>(type: "INTEGER", nullable: true),
                    PricingTierRangeMax = table.Column<int>(type: "INTEGER", nullable: true),
                    OfferKey = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    EffectiveStartDate = table.Column<int>(type: "INTEGER", nullable: false),
                    EffectiveEndDate = table.Column<int>(type: "INTEGER", nullable: true),
                    UnitPrice = table.Column<string>(type: "TEXT", nullable: false),
                    ErpPrice = table.Column<string>(type: "TEXT", nullable: true),
                    UnitOfMeasure = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Tags = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsSuperseded = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    MicrosoftCustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    StatementId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EntitlementId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Service = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Cost = table.Column<long>(type: "INTEGER", nullable: false),
                    ListPrice = table.Column<long>(type: "INTEGER", nullable: false),
                    Lines = table.Column<long>(type: "INTEGER", nullable: false),
                    CostMissing = table.Column<long>(type: "INTEGER", nullable: false),
                    ListPriceMissing = table.Column<long>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    StatementId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LineNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    MicrosoftCustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CustomerName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CustomerDomainName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CustomerCountry = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PartnerName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MpnId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResellerMpnId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ProductId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SkuId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AvailabilityId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SkuName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ProductName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PublisherName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PublisherId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SubscriptionDescription = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MicrosoftSubscriptionId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ChargeStartDate = table.Column<long>(type: "INTEGER", nullable: true),
                    ChargeEndDate = table.Column<long>(type: "INTEGER", nullable: true),
                    UsageDate = table.Column<long>(type: "INTEGER", nullable: false),
                    MeterType = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MeterCategory = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MeterId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MeterSubCategory = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MeterName = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    MeterRegion = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResourceLocation = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ConsumedService = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResourceGroup = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResourceURI = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ChargeType = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    UnitPrice = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<string>(type: "TEXT", nullable: true),
                    UnitType = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    BillingPreTaxTotal = table.Column<string>(type: "TEXT", nullable: true),
                    BillingCurrency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    PricingPreTaxTotal = table.Column<string>(type: "TEXT", nullable: true),
                    PricingCurrency = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ServiceInfo1 = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ServiceInfo2 = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Tags = table.Column<string>(type: "TEXT", nullable: true),
                    AdditionalInfo = table.Column<string>(type: "TEXT", nullable: true),
                    EffectiveUnitPrice = table.Column<string>(type: "TEXT", nullable: true),
                    PCToBCExchangeRate = table.Column<string>(type: "TEXT", nullable: true),
                    PCToBCExchangeRateDate = table.Column<long>(type: "INTEGER", nullable: true),
                    EntitlementId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    EntitlementDescription = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PartnerEarnedCreditPercentage = table.Column<string>(type: "TEXT", nullable: true),
                    CreditPercentage = table.Column<string>(type: "TEXT", nullable: true),
                    CreditType = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    BenefitOrderId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    BenefitId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    BenefitType = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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
                unique: true);

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

            migrationBuilder.AddColumn<byte[]>(
                name: "ProductId",
                table: "InvoiceLines",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ResellerId",
                table: "InvoiceLines",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SkuId",
                table: "InvoiceLines",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SubscriptionId",
                table: "InvoiceLines",
                type: "BLOB",
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
