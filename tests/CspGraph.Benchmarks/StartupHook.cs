/// <summary>Runs inside a measured server (DOTNET_STARTUP_HOOKS names this assembly) and tells, for each line it is sent, what the process has taken so far. The server ends with its measurer.</summary>
static class StartupHook
{
    public const string Prefix = "counters ";

    public static void Initialize() => new Thread(Answer) { IsBackground = true }.Start();

    static void Answer()
    {
        while (Console.In.ReadLine() is not null)
            Console.Out.WriteLine($"{Prefix}{Environment.CpuUsage.TotalTime.Ticks} {GC.GetTotalAllocatedBytes()}");
        Environment.Exit(0);
    }
}
