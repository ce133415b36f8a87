namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>Transcripts of LibriSpeech, <c>speaker-chapter.trans.txt</c>, one of them or a folder with many.</summary>
internal sealed class LibriSpeechFormat : KaldiFormat
{
    public override string Name => "librispeech";

    public override string Shape => "LibriSpeech *.trans.txt, or a folder with them: ID TEXT";

    public override string? Recognize(ImportSource source) =>
        source.IsFolder ? "a folder with *.trans.txt" : source.FileName.EndsWith(".trans.txt", StringComparison.OrdinalIgnoreCase) ? "its name ends with .trans.txt" : null;
}
