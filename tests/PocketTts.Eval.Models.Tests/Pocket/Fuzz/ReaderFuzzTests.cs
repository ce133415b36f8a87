using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Numpy;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Onnx.Graphs;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Tokenization;
using PocketTts.Eval.Models.Pocket.Voices;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Fuzz;

/// <summary>
/// Damaged files must end in the one exception that each reader documents, quickly. POCKET_FUZZ_COUNT sets the number of files per
/// reader (default 300, a few seconds; 20,000 and more for an experiment).
/// </summary>
public sealed class ReaderFuzzTests
{
    [Fact]
    public void Safetensors_DamagedFiles_AreRefusedOrRead() => Fuzz("pocket-tts/voices/mini_a.kv-2.x.safetensors", 700, content =>
    {
        var file = SafetensorsFile.Parse(content, "fuzzed");
        foreach (string name in file.Names)
        {
            Refusing(() => file.Floats(name));
            Refusing(() => file.Integers(name));
        }
    });

    [Fact]
    public void Manifest_DamagedFiles_AreRefusedOrRead() => Fuzz("pocket-tts/mini-bundle/bundle.json", int.MaxValue, content => BundleManifestReader.Parse(content, "fuzzed"));

    [Fact]
    public void Npy_DamagedFiles_AreRefusedOrRead() => Fuzz("pocket-tts/mini-bundle/bos_before_voice.npy", 140, content =>
    {
        using var stream = new MemoryStream(content);
        NpyReader.Read(stream, "fuzzed");
    });

    [Fact]
    public void CapacityPatch_DamagedFiles_AreRefusedOrPatched() => Fuzz("pocket-tts/mini-12l/flow_lm_flow.onnx", 8000, content => Change(content, d => CacheCapacityPatch.Apply(d)));

    [Fact]
    public void CapacityPatch_DamagedLanguageModels_AreRefusedOrPatched() => Fuzz("pocket-tts/mini-bundle/flow_lm_main_int8.onnx", int.MaxValue, content => Change(content, d => CacheCapacityPatch.Apply(d)), share: 10);

    [Fact]
    public void GraphChanges_DamagedDecoders_AreRefusedOrChanged() => Fuzz("pocket-tts/mini-bundle/mimi_decoder_int8.onnx", int.MaxValue, content => Change(content, d => DecoderRingPatch.Apply(d, 4)), share: 10);

    [Fact]
    public void GraphChanges_DamagedLanguageModels_AreRefusedOrChanged() => Fuzz("pocket-tts/mini-bundle/flow_lm_main_int8.onnx", int.MaxValue, content => Change(content, d => CacheWriteMerge.Apply(d)), share: 10);

    [Fact]
    public void Tokenizer_DamagedFiles_AreRefusedOrRead() => Fuzz("pocket-tts/english_2026-04/tokenizer.model", int.MaxValue, content => VocabularyReader.ParseModel(content).Encode("It’s (ok)."));

    [Fact]
    public void VoicePack_DamagedFiles_AreRefusedOrRead() => Fuzz("pocket-tts/voices/voices.bin", 100, content => VoicePackReader.Parse(content, "fuzzed"));

    private static void Change(byte[] content, Action<GraphDocument> change)
    {
        var document = GraphDocument.Read(content);
        change(document);
        InPlaceStates.Find(document);
        document.ToArray();
    }

    // changes lie in the first bytes, where the structure is; the seed is fixed, so that a failure can be repeated
    private static void Fuzz(string file, int structureLength, Action<byte[]> read, int share = 1)
    {
        byte[] original = File.ReadAllBytes(SharedFiles.Model(file));
        int count = (int.TryParse(Environment.GetEnvironmentVariable("POCKET_FUZZ_COUNT"), out int asked) ? asked : 300) / share;
        var random = new Random(20260928);
        for (int i = 0; i < count; i++)
        {
            byte[] content = (byte[])original.Clone();
            int changes = 1 << random.Next(5);
            for (int c = 0; c < changes; c++)
            {
                int at = random.Next(Math.Min(structureLength, content.Length));
                switch (random.Next(4))
                {
                    case 0:
                        content[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 1:
                        content[at] = (byte)random.Next(256);
                        break;
                    case 2:
                        content.AsSpan(at, Math.Min(random.Next(1, 12), content.Length - at)).Fill(0xFF);
                        break;
                    default:
                        byte digit = (byte)('0' + random.Next(10));
                        content[at] = digit;
                        break;
                }
            }

            if (random.Next(4) == 0)
            {
                content = content[..random.Next(content.Length + 1)];
            }

            Refusing(() => read(content));
        }
    }

    private static void Refusing(Action action)
    {
        try
        {
            action();
        }
        catch (InputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
        catch (InvalidDataException)
        {
            // what the parsers below the readers throw; the readers make one line of it
        }
    }
}
