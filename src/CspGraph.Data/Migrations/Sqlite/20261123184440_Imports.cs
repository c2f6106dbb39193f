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
            migrationBuilder.AddColumn<string>(
                name: "Reference",
                table: "Resellers",
                type: "TEXT",
                maxLength: 64,
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
                name: "IX_Resellers_TenantId_Reference",
                table: "Resellers",
                columns: new[] { "TenantId", "Reference" },
                unique: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContractedMinimums");

            migrationBuilder.DropTable(
                name: "ResellerPlacements");

            migrationBuilder.DropTable(
                name: "StagedFacts");

            migrationBuilder.DropIndex(
                name: "IX_Resellers_TenantId_Reference",
                table: "Resellers");

            migrationBuilder.DropColumn(
                name: "Reference",
                table: "Resellers");

            migrationBuilder.DropColumn(
                name: "BoughtUnderPlaId",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "StatedResellerId",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "FactDates",
                table: "CustomerAgreements");
        }
    }
}
