using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>
/// Failures of imagined engines: each text has a failure chance of its own (beta distributed), so takes of one text fail together; a failed take loses one word or a few. Drawn by position from
/// a named sequence, so that a simulation gives the same table everywhere.
/// </summary>
internal sealed class SimulatedTexts(ulong seed)
{
    private ulong _position;

    /// <summary>Texts of 6 to 18 words.</summary>
    public int[] Words(int texts)
    {
        var words = new int[texts];
        for (int text = 0; text < texts; text++)
        {
            words[text] = 6 + SplitMix64.Below(seed, _position++, 13);
        }

        return words;
    }

    /// <summary>A number in [0, 1).</summary>
    public double Next() => SplitMix64.Unit(seed, _position++);

    /// <summary>A draw from the standard normal distribution.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    /// <summary>
    /// Failures among takes of one text by Pólya's urn, which is the beta-binomial distribution take by take: takes drawn after each other from one urn share the text's chance.
    /// </summary>
    public Urn Text(double rate, double correlation) => new(this, rate, correlation);

    /// <summary>Words a failed take loses: 1, 2, 3, … with chances ½, ¼, ⅛, …, at most all.</summary>
    public int WordsLost(int words)
    {
        int lost = 1;
        while (lost < words && Next() < .5)
        {
            lost++;
        }

        return lost;
    }

    /// <summary>The failures of one text.</summary>
    internal sealed class Urn(SimulatedTexts texts, double rate, double correlation)
    {
        private readonly double _whole = correlation == 0 ? double.PositiveInfinity : (1 / correlation) - 1;
        private int _failed;
        private int _drawn;

        /// <summary>Draws a take: true when it failed.</summary>
        public bool Fails()
        {
            double chance = double.IsPositiveInfinity(_whole) ? rate : ((rate * _whole) + _failed) / (_whole + _drawn);
            bool fails = texts.Next() < chance;
            _drawn++;
            _failed += fails ? 1 : 0;
            return fails;
        }
    }
}
