namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary><c>simulate NAME …</c>: the tables of docs/statistics.md.</summary>
internal static class Simulation
{
    /// <summary>Runs one simulation.</summary>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["coverage", .. var rest]:
                return CoverageSimulation.Run(rest);
            default:
                Console.Error.WriteLine("simulate what? coverage [trials]");
                return 1;
        }
    }
}
