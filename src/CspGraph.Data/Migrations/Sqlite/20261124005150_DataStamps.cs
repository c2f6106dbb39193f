using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CspGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DataStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "DataStamp",
                table: "Tenants",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[16]);

            migrationBuilder.Sql("UPDATE Tenants SET DataStamp = randomblob(16)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DataStamp",
                table: "Tenants");
        }
    }
}
