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
                type: "varchar(61)",
                unicode: false,
                maxLength: 61,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<string>(
                name: "Reference",
                table: "Resellers",
                type: "varchar(64)",
                unicode: false,
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<DateTime>(
                name: "IssuedAt",
                table: "Invoices",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<Guid>(
                name: "SupersededById",
                table: "Invoices",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CatalogId",
                table: "InvoiceLines",
                type: "varchar(500)",
                unicode: false,
                maxLength: 500,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<long>(
                name: "BytesRead",
                table: "ImportRuns",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

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

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "ImportRuns",
                type: "varchar(300)",
                unicode: false,
                maxLength: 300,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<DateTime>(
                name: "ProgressAt",
                table: "ImportRuns",
                type: "datetime2(3)",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

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
