using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Needs;
using PocketTts.Eval.Models.Files.Pull;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files.Needs;

public sealed class ModelNeedsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelCatalog _catalog = ModelCatalog.Load(null, _ => null);

    [Theory]
    [InlineData("kokoro:af_heart", "pocket-eval models pull kokoro-82m")]
    [InlineData("kokoro:af_heart,model=kokoro-v1.0.int8.onnx", "pocket-eval models pull kokoro-onnx --precision int8")]
    [InlineData("kokoro:af_heart,phonemes=espeak", "pocket-eval models pull kokoro-82m")]
    [InlineData("pocket", "pocket-eval models pull pocket-tts-english")]
    [InlineData("pocket:cosette", "pocket-eval models pull pocket-tts-english --voices cosette")]
    [InlineData("pocket:bundle=german_24l,precision=fp32", "pocket-eval models pull pocket-tts-german-24l --precision fp32")]
    [InlineData("pocket:bundle=nothing_known", "")]
    [InlineData("kokoro:af_heart,model=my-own.onnx,phonemes=espeak", "pocket-eval models pull kokoro-voices")]
    [InlineData("loopback", "")]
    [InlineData("kokoro:af_heart,speed=99", "")]
    public void Of_SystemOnAnEmptyMachine_GivesTheCommands(string system, string commands) =>
        Assert.Equal(commands.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Commands(Needs().Of(SystemSpec.Parse(system))).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("whisper-base", "pocket-eval models pull whisper-base")]
    [InlineData("whisper-small.en,precision=quantized,threads=2", "pocket-eval models pull whisper-small.en --precision quantized")]
    [InlineData("whisper-mine", "")]
    [InlineData("loopback", "")]
    public void Of_RecognizerOnAnEmptyMachine_GivesTheCommands(string recognizer, string commands) =>
        Assert.Equal(commands.Split('|', StringSplitOptions.RemoveEmptyEntries), Commands(Needs().Of(recognizer)));

    [Theory]
    [InlineData("kokoro:af_heart", "")]
    [InlineData("kokoro:af_heart:0.5+af_sky:0.5", "pocket-eval models pull kokoro-voices --voices af_sky")]
    [InlineData("kokoro:bf_emma,model=model_fp16.onnx", "pocket-eval models pull kokoro-82m --precision fp16")]
    [InlineData("kokoro:nobody", "")]
    [InlineData("pocket:mini_a,bundle=mini-bundle", "")]
    public void Of_SharedModels_LackOnlyWhatIsNotThere(string system, string commands)
    {
        string models = Path.GetFullPath(Path.Combine(SharedFiles.Model("kokoro/voices/af_heart.bin"), "..", "..", ".."));
        Assert.Equal(commands.Split('|', StringSplitOptions.RemoveEmptyEntries), Commands(Needs(models).Of(SystemSpec.Parse(system))));
        Assert.Empty(Needs(models).Of("whisper-base"));
    }

    [Fact]
    public void Join_SeveralSystems_AskOnce()
    {
        ModelNeeds needs = Needs();
        IReadOnlyList<PullItem> joined = PullCommands.Join([.. needs.Of(SystemSpec.Parse("kokoro:af_heart")), .. needs.Of(SystemSpec.Parse("kokoro:am_michael")), .. needs.Of("whisper-base"), .. needs.Of(SystemSpec.Parse("pocket:cosette")), .. needs.Of(SystemSpec.Parse("pocket:jean"))]);
        Assert.Equal(["pocket-eval models pull kokoro-82m whisper-base", "pocket-eval models pull pocket-tts-english --voices cosette,jean"], Commands(joined));
    }

    public void Dispose() => _folder.Dispose();

    private ModelNeeds Needs(string? models = null) => new(_catalog, new ModelFolders([models ?? _folder.Path], _ => null, _catalog));

    private static IReadOnlyList<string> Commands(IReadOnlyList<PullItem> items) => PullCommands.Of(items);
}
