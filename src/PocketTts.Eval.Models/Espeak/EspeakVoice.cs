namespace PocketTts.Eval.Models.Espeak;

/// <summary>Voices of espeak-ng that the project uses.</summary>
internal enum EspeakVoice
{
    /// <summary><c>en-us</c>.</summary>
    American,

    /// <summary><c>en</c>: British; <c>en-gb</c> is no name that espeak_SetVoiceByName knows (specs/kokoro.md 3.2).</summary>
    British,
}
