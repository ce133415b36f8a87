using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Loopback;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>The composition root: every engine and recognizer this build knows.</summary>
internal sealed class Engines
{
    public Engines(CliHost host, IReadOnlyList<string> modelFolders)
    {
        var folders = new ModelFolders(modelFolders, host.Environment);
        Synthesizers =
        [
            new KokoroEngine(folders, (kind, british, lexiconFolder) => Phonemizers.Create(kind, british ? EnglishVariant.Gb : EnglishVariant.Us, lexiconFolder)),
            new PocketEngine(folders),
            new LoopbackEngine(host.Time),
        ];
        Recognizers = [new WhisperEngine(folders), new LoopbackRecognizerEngine()];
    }

    /// <summary>Synthesizer engines in the order they are shown.</summary>
    public IReadOnlyList<ISynthesizerEngine> Synthesizers { get; }

    /// <summary>Recognizer engines in the order they are asked.</summary>
    public IReadOnlyList<IRecognizerEngine> Recognizers { get; }

    /// <summary>The engine of a system.</summary>
    /// <exception cref="InputException">No such engine.</exception>
    public ISynthesizerEngine SynthesizerFor(SystemSpec spec) =>
        Synthesizers.FirstOrDefault(e => e.Name == spec.Engine)
        ?? throw new InputException($"no engine '{spec.Engine}'", field: "--system", expected: string.Join(" or ", Synthesizers.Select(e => e.Name)), remedy: NearestName.Suggest(spec.Engine, Synthesizers.Select(e => e.Name)));

    /// <summary>The engine that knows a recognizer.</summary>
    /// <exception cref="InputException">None does.</exception>
    public IRecognizerEngine RecognizerFor(string id) =>
        Recognizers.FirstOrDefault(e => e.Knows(id))
        ?? throw new InputException($"no recognizer '{id}'", field: "--recognizer", expected: "whisper-base, another whisper folder below the models folder, or loopback");
}
