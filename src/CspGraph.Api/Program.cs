using CspGraph.Api.Host.Commands;

// Without a verb the server runs; each verb is one file.
return await CommandLine.RunAsync(args,
[
    ImportCommand.Create(),
    BackupCommand.Create(),
    MembershipCommand.Create(),
    MigrateCommand.Create(),
    SeedCommand.Create(),
    EmitSamplesCommand.Create(),
    RunJobsCommand.Create(),
    TokenCommand.Create(),
    SchemaCommand.Create(),
    HealthCommand.Create(),
    EvaluateCommand.Create(),
]);
