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

            migrationBuilder.AddColumn<string>(
                name: "Reference",
                table: "Resellers",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "IssuedAt",
                table: "Invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "SupersededById",
                table: "Invoices",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CatalogId",
                table: "InvoiceLines",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BytesRead",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

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

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "ImportRuns",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ProgressAt",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

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
                name: "IX_ResellerPlacements_TenantId_ParentId",
                table: "ResellerPlacements",
                columns: new[] { "TenantId", "ParentId" });

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
                name: "ResellerPlacements");

            migrationBuilder.DropTable(
                name: "StagedFacts");

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
