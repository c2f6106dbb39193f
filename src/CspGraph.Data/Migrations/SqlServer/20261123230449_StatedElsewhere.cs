using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
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
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "StatedElsewhere",
                table: "Subscriptions",
                type: "varchar(max)",
                unicode: false,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<string>(
                name: "StatedElsewhere",
                table: "Customers",
                type: "varchar(max)",
                unicode: false,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            // What files other than invoices, or a seeded network, had stated was not told apart: where there are any, all that dated rows say may be theirs.
            foreach (var table in new[] { "Customers", "Subscriptions" })
                migrationBuilder.SqlApart($"UPDATE {table} SET StatedElsewhere = '' WHERE FactDates IS NOT NULL AND EXISTS (SELECT 1 FROM ImportRuns r WHERE r.TenantId = {table}.TenantId "
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
