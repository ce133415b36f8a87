using System.Text.Json;
using PocketTts.Eval.Models.Pocket.Generation;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Voices;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Generation;

/// <summary>One recorded run of the reference: its settings, its noise and what came out.</summary>
internal sealed class GoldenRun(JsonElement entry)
{
    private const string Folder = "pocket-tts/golden/";
    private readonly Lazy<SafetensorsFile> _file = new(() => SafetensorsFile.Read(SharedFiles.Model(Folder + entry.GetProperty("file").GetString())));

    public JsonElement Entry => entry;

    public string Id => entry.GetProperty("id").GetString()!;

    public string Text => entry.GetProperty("text").GetString()!;

    public bool Is4x => entry.GetProperty("rules").GetString() == "4x";

    public double Temperature => entry.GetProperty("temperature").GetDouble();

    public int Steps => entry.GetProperty("sampler_steps").GetInt32();

    public JsonElement[] Chunks => [.. entry.GetProperty("chunks").EnumerateArray()];

    public SafetensorsFile File => _file.Value;

    public static JsonElement Index()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Model(Folder + "index.json")));
        return document.RootElement.Clone();
    }

    public static GoldenRun Find(string id) => new(Index().GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("id").GetString() == id));
}

/// <summary>Noise as it was recorded: standard normal, scaled as the reference scales it.</summary>
internal sealed class RecordedNoise(SafetensorsFile file, double temperature) : INoise
{
    private readonly Dictionary<int, float[]> _chunks = [];
    private readonly float _deviation = MathF.Sqrt((float)temperature);

    public void Fill(int chunk, int frame, Span<float> noise)
    {
        if (!_chunks.TryGetValue(chunk, out float[]? recorded))
        {
            _chunks[chunk] = recorded = file.Floats(FormattableString.Invariant($"chunk{chunk}.noise"));
        }

        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = recorded[(frame * noise.Length) + i] * _deviation;
        }
    }
}

/// <summary>Everything that happened inside.</summary>
internal sealed class RecordingTrace : IStepTrace
{
    public Dictionary<int, List<float>> Conditioning { get; } = [];

    public Dictionary<int, List<float>> EosLogits { get; } = [];

    public Dictionary<int, List<float>> Latents { get; } = [];

    public void Step(int chunk, int step, ReadOnlySpan<float> conditioning, float eosLogit)
    {
        Of(Conditioning, chunk).AddRange(conditioning);
        Of(EosLogits, chunk).Add(eosLogit);
        Assert.Equal(step + 1, EosLogits[chunk].Count);
    }

    public void Frame(int chunk, ReadOnlySpan<float> latent) => Of(Latents, chunk).AddRange(latent);

    private static List<float> Of(Dictionary<int, List<float>> lists, int chunk)
    {
        if (!lists.TryGetValue(chunk, out List<float>? list))
        {
            lists[chunk] = list = [];
        }

        return list;
    }
}
