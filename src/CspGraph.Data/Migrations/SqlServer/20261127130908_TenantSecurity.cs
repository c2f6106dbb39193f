using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class TenantSecurity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTenantPolicy(
                tables: new[]
                {
                    "AuditEntries", "ContractedMinimums", "CustomerAgreements", "Customers", "Events", "IdempotencyRecords", "ImportRuns", "InvoiceLines", "Invoices",
                    "PriceSheets", "Prices", "Products", "ResellerClosure", "ResellerPlacements", "Resellers", "Skus", "StagedPages", "Subscriptions",
                    "UsageDays", "UsageEntitlements", "UsageLines", "UsageStatements",
                },
                directory: new[] { "ApiKeys", "Memberships", "Tenants" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTenantPolicy();
        }
    }
}
