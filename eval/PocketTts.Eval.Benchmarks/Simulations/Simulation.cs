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
            case ["gate-equal", .. var rest]:
                return GateSimulation.Equal(rest);
            case ["gate-worse", .. var rest]:
                return GateSimulation.Worse(rest);
            case ["gate-margin", .. var rest]:
                return GateSimulation.Margin(rest);
            case ["sequential", .. var rest]:
                return SequentialSimulation.Run(rest);
            case ["timing", .. var rest]:
                return TimingSimulation.Run(rest);
            case ["timing-trials", var run, var old, var candidate]:
                return TimingSimulation.Trials([run, old, candidate]);
            case ["timing-noise", var run]:
                return TimingSimulation.Noise([run]);
            case ["gate-speed", .. var rest]:
                return GateSpeed.Run(rest);
            default:
                Console.Error.WriteLine("simulate what? coverage, gate-equal, gate-worse, gate-margin, sequential [trials]; timing [trials] [RUN or FILE …]; timing-trials RUN OLD NEW; timing-noise RUN; gate-speed");
                return 1;
        }
    }
}
