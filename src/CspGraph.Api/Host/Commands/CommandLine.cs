using System.CommandLine;
using System.Data.Common;
using System.Globalization;

namespace CspGraph.Api.Host.Commands;

/// <summary>From the arguments to a verb, or to the server; and from what goes wrong to one line and an exit code.</summary>
static class CommandLine
{
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>Where settings, wwwroot and App_Data are; `dotnet run` sets it to the project's folder.</summary>
    public static readonly Option<DirectoryInfo> ContentRoot = new Option<DirectoryInfo>("--contentRoot")
    {
        Description = "The folder of appsettings.json and App_Data; the current one by default.",
        HelpName = "folder",
        Recursive = true,
    }.AcceptExistingOnly();

    public static async Task<int> RunAsync(string[] args, Command[] verbs)
    {
        // What is written must not depend on where the machine stands.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var root = new RootCommand("CspGraph: a GraphQL API for Microsoft CSP distributors. Without a command it runs the server, and ASP.NET's own arguments (--urls …) hold.")
        {
            // They are ASP.NET's; what is neither theirs nor a verb is refused below.
            TreatUnmatchedTokensAsErrors = false,
            Options = { ContentRoot },
        };
        foreach (var verb in verbs) root.Subcommands.Add(verb);
        root.SetAction((parse, cancellation) => StrayWord(parse.UnmatchedTokens) is { } stray
            ? Task.FromResult(Refuse(parse, $"Unknown command '{stray}'. See --help."))
            : ServeCommand.RunAsync(WithWholePath(args, parse), parse.InvocationConfiguration.Output, cancellation));

        var parse = root.Parse(args);
        if (parse.Errors.Count > 0)
        {
            await parse.InvokeAsync();
            return WrongUsage;
        }
        var isServer = parse.CommandResult.Command == root;
        if (!isServer && parse.UnmatchedTokens is [var unknown, ..]) return Refuse(parse, $"Unknown argument '{unknown}'. See {parse.CommandResult.Command.Name} --help.");
        // The server stops by its own rules; only a verb is cut short soon after Ctrl+C.
        return await InvokeAsync(parse, new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = isServer ? null : TimeSpan.FromSeconds(10),
        });
    }

    /// <summary>ASP.NET takes a relative content root from the program's folder; who types one means the current folder.</summary>
    static string[] WithWholePath(string[] args, ParseResult parse) =>
        parse.GetValue(ContentRoot) is { } root ? [.. args, $"{ContentRoot.Name}={root.FullName}"] : args;

    static async Task<int> InvokeAsync(ParseResult parse, InvocationConfiguration invocation)
    {
        try
        {
            return await parse.InvokeAsync(invocation);
        }
        catch (OperationCanceledException)
        {
            return Refuse(parse, "Cancelled.", Failed);
        }
        catch (Exception exception) when (exception is StartRefusedException or DbException or IOException or UnauthorizedAccessException or FormatException)
        {
            return Refuse(parse, exception is DbException ? $"The database refused: {exception.Message}" : exception.Message, Failed);
        }
        catch (Exception unexpected)
        {
            // A mistake of ours: whoever reports it needs all of it.
            parse.InvocationConfiguration.Error.WriteLine(unexpected);
            return Failed;
        }
    }

    static int Refuse(ParseResult parse, string message, int exitCode = WrongUsage)
    {
        parse.InvocationConfiguration.Error.WriteLine(message.ReplaceLineEndings(" "));
        return exitCode;
    }

    /// <summary>The first word that is neither an argument's name nor its value.</summary>
    static string? StrayWord(IReadOnlyList<string> tokens)
    {
        var valueMayFollow = false;
        foreach (var token in tokens)
        {
            var isName = token.StartsWith('-');
            if (!isName && !valueMayFollow) return token;
            valueMayFollow = isName && !token.Contains('=');
        }
        return null;
    }
}
