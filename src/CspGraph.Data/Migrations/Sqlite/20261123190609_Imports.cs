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

            migrationBuilder.CreateTable(
                name: "StagedFacts",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    ImportRunId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Noun = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false)
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
