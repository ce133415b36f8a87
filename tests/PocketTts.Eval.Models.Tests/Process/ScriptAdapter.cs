using System.Buffers.Binary;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Process;

namespace PocketTts.Eval.Models.Tests.Process;

/// <summary>An adapter written in bash, so that every fault is one of a real process.</summary>
internal sealed class ScriptAdapter : IDisposable
{
    public const int Rate = 16_000;
    public const int SampleCount = 8_000;

    /// <summary>A greeting that is right.</summary>
    public const string Hello = """{"type":"hello","protocol":1,"name":"fake","version":"7","sampleRateHz":16000,"voices":["anna","bert"]}""";

    // $id is the request under way; say writes the good answer
    private const string Frame = """
        cd "$(dirname "$0")"
        say() { cp tone.wav "$work/$id.wav"; echo "{\"type\":\"done\",\"id\":$id,\"file\":\"$id.wav\"}"; }
        once() { [ ! -e done-once ] && touch done-once; }
        trap 'echo "$(date +%s)" > ended' EXIT
        while IFS= read -r m; do
          printf '%s\n' "$m" >> requests
          case "$m" in
            *'"type":"hello"'*)
              work="${m#*'"workFolder":"'}"; work="${work%%'"'*}"
              HELLO ;;
            *'"type":"speak"'*)
              id="${m#*'"id":'}"; id="${id%%,*}"
              SPEAK ;;
            *) exit 0 ;;
          esac
        done
        """;

    private readonly TemporaryFolder _folder = new();

    public ScriptAdapter(string speak = "say", string? hello = null, string? whole = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the adapters of these tests are bash scripts");
        Tone = [.. Enumerable.Range(0, SampleCount).Select(i => MathF.Round(8192 * MathF.Sin(i * 0.1f)) / 32768f)];
        _folder.Write("tone.wav", WavWriter.ToBytes(new Waveform(Tone, Rate)));
        Script = _folder.Write("my adapter.sh", whole ?? Frame.Replace("HELLO", hello ?? $"echo '{Hello}'", StringComparison.Ordinal).Replace("SPEAK", speak, StringComparison.Ordinal));
        foreach ((string name, bool isFloat, int from, int to) in new[] { ("a", false, 0, 3000), ("b", false, 3000, SampleCount), ("f", true, 0, SampleCount) })
        {
            _folder.Write($"{name}.b64", Convert.ToBase64String(Pcm(Tone[from..to], isFloat)));
        }
    }

    /// <summary>What it says.</summary>
    public float[] Tone { get; }

    /// <summary>Path of the script; it holds a blank.</summary>
    public string Script { get; }

    /// <summary>Its folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The messages it got.</summary>
    public string[] Requests => File.ReadAllLines(Path.Combine(Folder, "requests"));

    /// <summary>A test that waits for an answer that does not come fails in the end.</summary>
    public static CancellationToken Token
    {
        get
        {
            var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(60));
            return limit.Token;
        }
    }

    public static ProcessEngine Engine { get; } = new(TimeProvider.System, Environment.GetEnvironmentVariable, AppContext.BaseDirectory);

    public string Write(string name, string content) => _folder.Write(name, content);

    public string Write(string name, byte[] content) => _folder.Write(name, content);

    public bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    public Task<ISpeechSynthesizer> LoadAsync(string voice = "", string options = "") =>
        Engine.LoadAsync(SystemSpec.Parse($"p=process:{voice},command=bash \"{Script}\"{options}"), Token);

    public void Dispose() => _folder.Dispose();

    private static byte[] Pcm(float[] samples, bool isFloat)
    {
        byte[] bytes = new byte[samples.Length * (isFloat ? 4 : 2)];
        for (int i = 0; i < samples.Length; i++)
        {
            if (isFloat)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), samples[i]);
            }
            else
            {
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)(samples[i] * 32768));
            }
        }

        return bytes;
    }
}
