using System.Runtime.InteropServices;
using System.Text.Json;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Kokoro.Voices;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro;

/// <summary>The real int8 model against values made with ONNX Runtime for Python on another machine.</summary>
public sealed class KokoroGoldenTests(KokoroGoldenTests.RealModel real) : IClassFixture<KokoroGoldenTests.RealModel>
{
    // rows of golden.json: two short texts and another speed; the others are left out to save time
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_GoldenTokens_GivesGoldenSound(int index)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFiles.Model("kokoro/golden.json")));
        JsonElement row = golden.RootElement.GetProperty("rows")[index];
        long[] tokens = [.. row.GetProperty("tokenIds").EnumerateArray().Select(t => t.GetInt64())];
        double[] envelope = [.. row.GetProperty("rmsPer50ms").EnumerateArray().Select(t => t.GetDouble())];
        KokoroVoicePack voice = VoiceStore
            .Scan([SharedFiles.Model("kokoro")])
            .Load(VoiceBlend.Parse(row.GetProperty("voice").GetString()!, out _)!, TestContext.Current.CancellationToken);
        KokoroModel model = real.Open();

        float[] first = model.Run(tokens, voice.Row(row.GetProperty("styleRow").GetInt32()), row.GetProperty("speed").GetSingle());

        Assert.Equal(row.GetProperty("styleRow").GetInt32(), tokens.Length - 1);
        Assert.InRange(first.Length / row.GetProperty("samples").GetDouble(), 0.98, 1.02);
        Assert.InRange(first.Max(Math.Abs), row.GetProperty("peak").GetDouble() - 0.1, row.GetProperty("peak").GetDouble() + 0.1);
        Assert.True(Correlation(Envelope(first), envelope) > 0.98);
        if (index < 2)
        {
            float[] second = model.Run(tokens, voice.Row(tokens.Length - 1), row.GetProperty("speed").GetSingle());
            Assert.Equal(MemoryMarshal.AsBytes<float>(first), MemoryMarshal.AsBytes<float>(second));
        }
    }

    [Fact]
    public void Symbols_PublishedVocabulary_AreTheSame()
    {
        using var published = JsonDocument.Parse(File.ReadAllText(SharedFiles.Model("kokoro/vocab.json")));
        var expected = published.RootElement.GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Name.Single(), p => p.Value.GetInt32());

        Assert.Equal(114, expected.Count);
        Assert.Equal(expected.Count, KokoroVocabulary.Symbols.Count);
        Assert.All(expected, e =>
        {
            Assert.True(KokoroVocabulary.TryGetId(e.Key, out int id));
            Assert.Equal(e.Value, id);
        });
    }

    [Fact]
    public void ReadFacts_RealModel_SaysIntegerAndNotRandom()
    {
        OnnxFacts facts = OnnxSessions.ReadFacts(SharedFiles.Model("kokoro/kokoro-v1.0.int8.onnx"));

        Assert.Contains("ConvInteger", facts.Operators);
        Assert.Contains("DynamicQuantizeLSTM", facts.Operators);
        Assert.True(facts.UsesIntegerArithmetic);
        Assert.False(facts.DrawsRandomNumbers);
        Assert.False(facts.HasFloat16Weights);
        Assert.Empty(facts.ExternalFiles);
    }

    private static double[] Envelope(float[] samples) =>
        [.. samples.Chunk(1200).Where(c => c.Length == 1200).Select(c => Math.Sqrt(c.Sum(s => (double)s * s) / c.Length))];

    private static double Correlation(double[] a, double[] b)
    {
        int n = Math.Min(a.Length, b.Length);
        double meanA = a.Take(n).Average(), meanB = b.Take(n).Average();
        double ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < n; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }

    /// <summary>Opens the model once, and only when a test asks for it.</summary>
    public sealed class RealModel : IDisposable
    {
        private KokoroModel? _model;

        public KokoroModel Open() => _model ??= KokoroModel.Open(SharedFiles.Model("kokoro/kokoro-v1.0.int8.onnx"), new OnnxSessionSettings());

        public void Dispose() => _model?.Dispose();
    }
}
