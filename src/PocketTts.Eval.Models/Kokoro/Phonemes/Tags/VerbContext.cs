namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>The auxiliary that decides which form of a verb follows; adverbs and a subject may stand between.</summary>
internal enum VerbContext : byte
{
    None,
    Base,
    HaveParticiple,
    BeParticiple,
}
