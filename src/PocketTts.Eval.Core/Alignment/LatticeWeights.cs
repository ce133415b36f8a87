namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// One number for cost and tie-breaks, with b above any of the counts. For <see cref="LatticeTie.MostHits"/> cost × b³ - hits × b² + errors × b + substitutions, or
/// fewer powers where four do not fit into 63 bits; for <see cref="LatticeTie.ShortestReading"/> cost × b² + substitutions × b + hits.
/// </summary>
internal readonly struct LatticeWeights
{
    public LatticeWeights(AlignmentCosts costs, int arcs, LatticeTie tie)
    {
        ThrowIfOutside(costs.Substitution);
        ThrowIfOutside(costs.Deletion);
        ThrowIfOutside(costs.Insertion);
        long b = arcs + 2L;
        if (tie == LatticeTie.ShortestReading)
        {
            // up to a billion arcs this fits; there is no fewer-powers case to fall back to
            Hit = 1;
            Substitution = (costs.Substitution * b * b) + b;
            Deletion = costs.Deletion * b * b;
            Insertion = costs.Insertion * b * b;
            return;
        }

        double largest = Math.Max(costs.Substitution, Math.Max(costs.Deletion, costs.Insertion)) * (double)b;
        int ties = 3;
        while (largest * Math.Pow(b, ties) > 4e18 && ties > 1)
        {
            ties--;
        }

        long error = ties >= 2 ? Power(b, ties - 2) : 0;
        Hit = -Power(b, ties - 1);
        Substitution = (costs.Substitution * Power(b, ties)) + error + (ties == 3 ? 1 : 0);
        Deletion = (costs.Deletion * Power(b, ties)) + error;
        Insertion = (costs.Insertion * Power(b, ties)) + error;
    }

    public long Hit { get; }

    public long Substitution { get; }

    public long Deletion { get; }

    public long Insertion { get; }

    private static long Power(long number, int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= number;
        }

        return power;
    }

    private static void ThrowIfOutside(int cost)
    {
        if (cost is < 1 or > 1000)
        {
            throw new ArgumentOutOfRangeException(nameof(cost), cost, "costs lie between 1 and 1,000");
        }
    }
}
