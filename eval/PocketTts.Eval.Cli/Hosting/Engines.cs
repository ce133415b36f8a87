using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Loopback;
using PocketTts.Eval.Models.OpenAiSpeech;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.Models.Process;
using PocketTts.Eval.Models.WavFolder;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.Runs.Gating;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>The composition root: every engine and recognizer this build knows.</summary>
internal sealed class Engines
{
    public Engines(CliHost host, IReadOnlyList<string> modelFolders)
    {
        var folders = new ModelFolders(modelFolders, host.Environment, ModelCatalog.Load(manifest: null, host.Environment));
        Synthesizers =
        [
            new KokoroEngine(folders, (kind, british, lexiconFolder) => Phonemizers.Create(kind, british ? EnglishVariant.Gb : EnglishVariant.Us, lexiconFolder)),
            new PocketEngine(folders),
            new LoopbackEngine(host.Time),
            new ProcessEngine(host.Time, host.Environment, AppContext.BaseDirectory),
            new OpenAiSpeechEngine(host.Time, host.Environment),
            new WavFolderEngine(),
        ];
        Synthesizers = [.. Synthesizers, new WordCutEngine(Synthesizers)];
        Recognizers = [new WhisperEngine(folders), new LoopbackRecognizerEngine()];
    }

    /// <summary>Synthesizer engines in the order they are shown.</summary>
    public IReadOnlyList<ISynthesizerEngine> Synthesizers { get; }

    /// <summary>Recognizer engines in the order they are asked.</summary>
    public IReadOnlyList<IRecognizerEngine> Recognizers { get; }
}
