using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EventScopes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Amount",
                table: "Events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Baseline",
                table: "Events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Currency",
                table: "Events",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Day",
                table: "Events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Outcome",
                table: "Events",
                type: "TEXT",
                unicode: false,
                maxLength: 48,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Quantity",
                table: "Events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Severity",
                table: "Events",
                type: "TEXT",
                unicode: false,
                maxLength: 48,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Threshold",
                table: "Events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EventScopes",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    AncestorId = table.Column<byte[]>(type: "BLOB", nullable: false)
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
            migrationBuilder.Sql("INSERT INTO \"EventScopes\" (\"TenantId\", \"Number\", \"AncestorId\") SELECT told.\"TenantId\", told.\"Number\", path.\"AncestorId\" FROM \"Events\" AS told INNER JOIN \"ResellerClosure\" AS path ON path.\"TenantId\" = told.\"TenantId\" AND path.\"DescendantId\" = told.\"ResellerId\" AND path.\"ValidTo\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
