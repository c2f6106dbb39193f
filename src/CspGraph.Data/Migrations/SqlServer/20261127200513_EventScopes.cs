using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class EventScopes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<decimal>(
                name: "Amount",
                table: "Events",
                type: "decimal(19,4)",
                precision: 19,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Baseline",
                table: "Events",
                type: "decimal(19,4)",
                precision: 19,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Currency",
                table: "Events",
                type: "varchar(3)",
                unicode: false,
                maxLength: 3,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<DateOnly>(
                name: "Day",
                table: "Events",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Outcome",
                table: "Events",
                type: "varchar(48)",
                unicode: false,
                maxLength: 48,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<int>(
                name: "Quantity",
                table: "Events",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Severity",
                table: "Events",
                type: "varchar(48)",
                unicode: false,
                maxLength: 48,
                nullable: true,
                collation: "Latin1_General_100_BIN2_UTF8");

            migrationBuilder.AddColumn<int>(
                name: "Threshold",
                table: "Events",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EventScopes",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    AncestorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EventScopes", x => new { x.TenantId, x.Number, x.AncestorId });
                    table.ForeignKey(
                        name: "FK_EventScopes_Events_TenantId_Number",
                        columns: x => new { x.TenantId, x.Number },
                        principalTable: "Events",
                        principalColumns: new[] { "TenantId", "Number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_EventScopes_TenantId_AncestorId_Number",
                table: "EventScopes",
                columns: new[] { "TenantId", "AncestorId", "Number" });

            // Where an earlier event happened is no longer known: it is taken to be where its reseller is today.
            migrationBuilder.SqlOfAllTenants("INSERT INTO [EventScopes] ([TenantId], [Number], [AncestorId]) SELECT told.[TenantId], told.[Number], path.[AncestorId] FROM [Events] AS told INNER JOIN [ResellerClosure] AS path ON path.[TenantId] = told.[TenantId] AND path.[DescendantId] = told.[ResellerId] AND path.[ValidTo] IS NULL");
            migrationBuilder.AddToTenantPolicy("EventScopes");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RemoveFromTenantPolicy("EventScopes");
            migrationBuilder.DropTable(
                name: "EventScopes");

            migrationBuilder.DropColumn(
                name: "Amount",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Baseline",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Currency",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Day",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Quantity",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Severity",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Threshold",
                table: "Events");
        }
    }
}
