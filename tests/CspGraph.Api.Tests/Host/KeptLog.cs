using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.Host;

/// <summary>Keeps what is logged, with the scopes it is logged in.</summary>
[ProviderAlias("Kept")]
sealed class KeptLog : ILoggerProvider, ISupportExternalScope
{
    IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<LogLine> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    sealed class Category(KeptLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<KeyValuePair<string, object?>>();
            log.scopes.ForEachScope((scope, all) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> values) all.AddRange(values);
                all.Add(new("", scope?.ToString()));
            }, scopes);
            log.Lines.Enqueue(new(name, formatter(state, exception), [.. state as IEnumerable<KeyValuePair<string, object?>> ?? []], scopes, exception));
        }
    }
}

/// <summary>One line, and what a structured log keeps beside its text.</summary>
sealed record LogLine(string Category, string Message, IReadOnlyList<KeyValuePair<string, object?>> Values, IReadOnlyList<KeyValuePair<string, object?>> Scopes, Exception? Exception)
{
    /// <summary>All of it as text.</summary>
    public override string ToString() => string.Join('\n',
        [Category, Message, .. Values.Concat(Scopes).Select(value => $"{value.Key}={value.Value}"), Exception?.ToString()]);
}
