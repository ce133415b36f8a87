namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>Which verb forms an auxiliary asks for: <i>will read</i>, <i>has often read</i>, <i>did they read</i>.</summary>
internal static class VerbContexts
{
    private static readonly HashSet<string> s_base = new(
        "can could will would shall should may must might do does did ca wo sha 'll ll dare let let's help make".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_have = new("have has had having 've ve".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_be = new(
        "is are was were am be been being 'm 're get gets got".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>What an auxiliary asks for.</summary>
    public static VerbContext Of(string word) =>
        s_base.Contains(word) ? VerbContext.Base
        : s_have.Contains(word) ? VerbContext.HaveParticiple
        : s_be.Contains(word) ? VerbContext.BeParticiple
        : VerbContext.None;

    /// <summary>True when the auxiliary takes its verb only behind a subject or object (<i>let him read</i>) or may (<i>did he read</i>).</summary>
    public static bool TakesSubject(string word) => Of(word) is VerbContext.Base or VerbContext.HaveParticiple;

    /// <summary>How much more or less likely a tag is in a context, as a logarithm.</summary>
    public static double Score(VerbContext context, PosTag tag) => (context, tag) switch
    {
        (VerbContext.Base, PosTag.VerbBase) => 2.5,
        (VerbContext.Base, PosTag.VerbPresent or PosTag.VerbPast or PosTag.VerbThirdPerson or PosTag.VerbPastParticiple) => -2.5,
        (VerbContext.HaveParticiple, PosTag.VerbPastParticiple) => 2.2,
        (VerbContext.HaveParticiple, PosTag.VerbPast) => -3,
        (VerbContext.HaveParticiple, PosTag.VerbBase or PosTag.VerbPresent) => -2,
        (VerbContext.BeParticiple, PosTag.VerbPastParticiple) => 1.2,
        (VerbContext.BeParticiple, PosTag.VerbGerund) => 0.8,
        (VerbContext.BeParticiple, PosTag.Adjective) => 0.5,
        (VerbContext.BeParticiple, PosTag.VerbPast) => -3,
        (VerbContext.BeParticiple, PosTag.VerbBase or PosTag.VerbPresent) => -3,
        _ => 0,
    };
}
