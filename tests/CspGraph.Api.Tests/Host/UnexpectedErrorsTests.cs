using CspGraph.Api.Host.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CspGraph.Api.Tests.Host;

/// <summary>What nobody foresaw is logged, once; a client that goes away is foreseen.</summary>
public sealed class UnexpectedErrorsTests
{
    [Fact]
    public async Task A_client_that_breaks_off_its_own_request_is_no_error()
    {
        var log = new Count();
        await new UnexpectedErrors(_ => throw new ConnectionResetException("Connection reset by peer"), log).InvokeAsync(new DefaultHttpContext());
        Assert.Equal(0, log.Lines);
    }

    [Fact]
    public async Task Any_other_failure_is()
    {
        var log = new Count();
        await new UnexpectedErrors(_ => throw new IOException("The disk is gone."), log).InvokeAsync(new DefaultHttpContext());
        Assert.Equal(1, log.Lines);
    }

    sealed class Count : ILogger<UnexpectedErrors>
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines++;
    }
}
