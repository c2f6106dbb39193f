using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PartnerOfRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FurtherRegions",
                table: "Tenants",
                type: "TEXT",
                unicode: false,
                maxLength: 600,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProgrammeStatus",
                table: "Tenants",
                type: "TEXT",
                unicode: false,
                maxLength: 48,
                nullable: false,
                defaultValue: "Active");

            migrationBuilder.AddColumn<bool>(
                name: "AwaitsConfirmation",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "OrderedAt",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PromotionId",
                table: "Subscriptions",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AcceptanceMethod",
                table: "CustomerAgreements",
                type: "TEXT",
                unicode: false,
                maxLength: 48,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TemplateId",
                table: "CustomerAgreements",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CreditLimits",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CreditLimits", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_CreditLimits_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CreditLimits_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerOfRecordPolicies",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RegionMatching = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    UnknownPasses = table.Column<bool>(type: "INTEGER", nullable: false),
                    Treatments = table.Column<string>(type: "TEXT", unicode: false, maxLength: 600, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerOfRecordPolicies", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordPolicies_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerOfRecordResults",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Rule = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    UpstreamCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    UpstreamText = table.Column<string>(type: "TEXT", maxLength: 4096, nullable: true),
                    Source = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SupersededAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerOfRecordResults", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordResults_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordResults_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerOfRecordStandings",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ResellerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PlaId = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", unicode: false, maxLength: 48, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerOfRecordStandings", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordStandings_Resellers_TenantId_ResellerId",
                        columns: x => new { x.TenantId, x.ResellerId },
                        principalTable: "Resellers",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartnerOfRecordStandings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TenantId_PartnerOfRecordId_Id",
                table: "Subscriptions",
                columns: new[] { "TenantId", "PartnerOfRecordId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Unconfirmed",
                table: "Subscriptions",
                columns: new[] { "TenantId", "CustomerId" },
                filter: "AwaitsConfirmation = 1");

            migrationBuilder.CreateIndex(
                name: "IX_CreditLimits_TenantId_ResellerId",
                table: "CreditLimits",
                columns: new[] { "TenantId", "ResellerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordPolicies_TenantId",
                table: "PartnerOfRecordPolicies",
                column: "TenantId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordResults_Current",
                table: "PartnerOfRecordResults",
                columns: new[] { "TenantId", "ResellerId", "Rule" },
                unique: true,
                filter: "SupersededAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordResults_TenantId_ResellerId_CheckedAt_Id",
                table: "PartnerOfRecordResults",
                columns: new[] { "TenantId", "ResellerId", "CheckedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordResults_TenantId_ResellerId_Id",
                table: "PartnerOfRecordResults",
                columns: new[] { "TenantId", "ResellerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerOfRecordStandings_TenantId_ResellerId",
                table: "PartnerOfRecordStandings",
                columns: new[] { "TenantId", "ResellerId" },
                unique: true);

            // Whoever is there already was never looked at.
            migrationBuilder.Sql("INSERT INTO \"PartnerOfRecordStandings\" (\"TenantId\", \"Id\", \"ResellerId\", \"PlaId\", \"Outcome\") SELECT \"TenantId\", \"Id\", \"Id\", \"PlaId\", 'Unknown' FROM \"Resellers\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CreditLimits");

            migrationBuilder.DropTable(
                name: "PartnerOfRecordPolicies");

            migrationBuilder.DropTable(
                name: "PartnerOfRecordResults");

            migrationBuilder.DropTable(
                name: "PartnerOfRecordStandings");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_TenantId_PartnerOfRecordId_Id",
                table: "Subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_Unconfirmed",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "FurtherRegions",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "ProgrammeStatus",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "AwaitsConfirmation",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "OrderedAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PromotionId",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "AcceptanceMethod",
                table: "CustomerAgreements");

            migrationBuilder.DropColumn(
                name: "TemplateId",
                table: "CustomerAgreements");
        }
    }
}
