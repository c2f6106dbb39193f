using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StatedElsewhere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsDisputed",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "StatedElsewhere",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StatedElsewhere",
                table: "Customers",
                type: "TEXT",
                nullable: true);

            // What files other than invoices, or a seeded network, had stated was not told apart: where there are any, all that dated rows say may be theirs.
            foreach (var table in new[] { "Customers", "Subscriptions" })
                migrationBuilder.Sql($"UPDATE {table} SET StatedElsewhere = '' WHERE FactDates IS NOT NULL AND EXISTS (SELECT 1 FROM ImportRuns r WHERE r.TenantId = {table}.TenantId "
                    + "AND r.Status = 'Succeeded' AND (r.Kind IN ('Network', 'DailyUsage') OR r.Owner IS NULL))");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsDisputed",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "StatedElsewhere",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "StatedElsewhere",
                table: "Customers");
        }
    }
}
