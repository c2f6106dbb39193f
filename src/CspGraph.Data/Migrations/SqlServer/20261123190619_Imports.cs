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

            migrationBuilder.CreateTable(
                name: "StagedFacts",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    ImportRunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Noun = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Key = table.Column<string>(type: "varchar(450)", unicode: false, maxLength: 450, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    Value = table.Column<string>(type: "varchar(max)", unicode: false, nullable: false, collation: "Latin1_General_100_BIN2_UTF8")
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
                name: "StagedFacts");

            migrationBuilder.DropIndex(
                name: "IX_Skus_TenantId_CatalogId",
                table: "Skus");

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
