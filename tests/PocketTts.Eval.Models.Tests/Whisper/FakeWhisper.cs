using System.Text.Json;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Tests.Onnx;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>
/// A whisper model of a few kilobytes in optimum's layout. Its decoder plays a script: the logits after the token at
/// position p are row p. Positions come from the length of the keys that are handed back (or from cache_position), all
/// keys must have that length, and the keys of the sound must have come through whole: a caller that breaks the calling
/// rules gets another text or an error.
/// </summary>
internal sealed class FakeWhisper : IDisposable
{
    public const int EndOfText = 6;
    public const int StartOfTranscript = 7;
    public const int NoSpeech = 11;
    public const int NoTimestamps = 12;
    public const int Vocabulary = 14;
    private const int Layers = 2;
    private const int Heads = 2;
    private const int Width = 4;
    private const int Frames = 1500;
    private const int Positions = 240;

    /// <summary>Texts of ids 0 to 5; the next ids are special.</summary>
    private static readonly string[] Tokens = ["a", "b", "Ġa", "Ġb", "Ġ", "."];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Logits after each position; what is not set is 0.</summary>
    public float[] Script { get; } = new float[Positions * Vocabulary];

    public bool IsPair { get; init; }

    public bool HasCachePosition { get; init; }

    public bool HasAttentions { get; init; } = true;

    public bool HasAttentionsLater { get; init; } = true;

    public bool IsEnglish { get; init; }

    /// <summary>Whether the encoder works at any length but for a table of positions, as exported ones do.</summary>
    public bool HasPositionTable { get; init; }

    /// <summary>Folder of the graphs below the model's folder.</summary>
    public string Graphs { get; init; } = "";

    public string Suffix { get; init; } = "";

    public int[] Suppressed { get; init; } = [];

    public int[] SuppressedFirst { get; init; } = [4, EndOfText];

    public string Root => _folder.Path;

    public int PromptLength => IsEnglish ? 2 : 4;

    /// <summary>Makes the decoder write these tokens: 5 for each, 0 for all others.</summary>
    public FakeWhisper Writes(params int[] ids)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            Logit(i, ids[i], 5);
        }

        return this;
    }

    /// <summary>Sets one logit for the n-th text token.</summary>
    public FakeWhisper Logit(int token, int id, float value)
    {
        Script[((PromptLength - 1 + token) * Vocabulary) + id] = value;
        return this;
    }

    public void Write(string name, string content) => _folder.Write(Path.Combine("whisper-fake", name), content);

    public void Write(string name, byte[] content) => _folder.Write(Path.Combine("whisper-fake", name), content);

    public void Delete(string name) => File.Delete(Path.Combine(Root, "whisper-fake", name));

    public FakeWhisper WriteAll()
    {
        Write("config.json", JsonSerializer.Serialize(new { num_mel_bins = 80, decoder_attention_heads = Heads, d_model = Heads * Width, max_target_positions = Positions, vocab_size = Vocabulary }));
        Write("generation_config.json", JsonSerializer.Serialize(new
        {
            is_multilingual = !IsEnglish,
            eos_token_id = EndOfText,
            decoder_start_token_id = StartOfTranscript,
            no_timestamps_token_id = NoTimestamps,
            suppress_tokens = Suppressed,
            begin_suppress_tokens = SuppressedFirst,
            alignment_heads = new[] { new[] { 1, 0 }, [1, 1] },
        }));
        string[] special = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>", "<|nospeech|>", "<|notimestamps|>", "<|0.00|>"];
        Write("added_tokens.json", JsonSerializer.Serialize(special.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => EndOfText + p.i)));
        Write("vocab.json", JsonSerializer.Serialize(Tokens.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i)));
        Write("merges.txt", "#version: 0.2\nĠ a\nĠ b\n");
        Write(Path.Combine(Graphs, $"encoder_model{Suffix}.onnx"), HasPositionTable ? FakeEncoder.WithTable(Heads * Width).Build() : Encoder());
        if (IsPair)
        {
            Write(Path.Combine(Graphs, $"decoder_model{Suffix}.onnx"), First(Outer(takesPast: false), "").Build());
            Write(Path.Combine(Graphs, $"decoder_with_past_model{Suffix}.onnx"), Later(Outer(takesPast: true), "", givesCrossKeys: false).Build());
        }
        else
        {
            Write(Path.Combine(Graphs, $"decoder_model_merged{Suffix}.onnx"), Merged());
        }

        return this;
    }

    public WhisperRecognizer Load(string options = "") =>
        new WhisperEngine(new ModelFolders([Root], _ => null)).Load("whisper-fake" + options, CancellationToken.None);

    public void Dispose() => _folder.Dispose();

    // the first 8 mel bins of every second frame are the states
    private static byte[] Encoder() => new OnnxBuilder()
        .Input("input_features", OnnxBuilder.Float, -1, 80, 3000)
        .Output("last_hidden_state", OnnxBuilder.Float, -1, Frames, Heads * Width)
        .Longs("starts", [2], 0, 0).Longs("ends", [2], Heads * Width, 3000).Longs("axes", [2], 1, 2).Longs("steps", [2], 1, 2)
        .Node("Slice", ["input_features", "starts", "ends", "axes", "steps"], "cut")
        .Node("Transpose", ["cut"], "last_hidden_state", ("perm", [0, 2, 1], true))
        .Build();

    private byte[] Merged()
    {
        OnnxBuilder outer = Outer(takesPast: true).Input("use_cache_branch", OnnxBuilder.Bool, 1);
        List<string> outputs = Outputs("", givesCrossKeys: true, HasAttentions);
        foreach (string output in outputs)
        {
            outer.Output(output, OnnxBuilder.Float, Shape(output));
        }

        OnnxBuilder first = First(new OnnxBuilder(), "f_");
        OnnxBuilder later = Later(new OnnxBuilder(), "c_", givesCrossKeys: true);
        return outer.If("use_cache_branch", [.. outputs], later, first).Build();
    }

    // inputs and constants that both kinds of call share
    private OnnxBuilder Outer(bool takesPast)
    {
        OnnxBuilder graph = new OnnxBuilder()
            .Input("input_ids", OnnxBuilder.Int64, -1, -1)
            .Floats("script", [Positions, Vocabulary], Script)
            .Floats("looks", [Positions, Heads * Frames], Looks())
            .Longs("zero", [], 0).Longs("one", [], 1).Longs("two", [1], 2).Longs("single", [1], 1).Longs("firstAxis", [1], 0)
            .Longs("keyHead", [2], 1, Heads).Longs("keyTail", [1], Width).Longs("column", [4], 1, 1, -1, 1)
            .Longs("crossSplit", [4], 1, Frames, Heads, Width).Longs("crossWhole", [4], 1, Heads, Frames, Width)
            .Longs("looksSplit", [3], -1, Heads, Frames).Longs("everyAxis", [4], 0, 1, 2, 3)
            .Floats("nothing", [1], 0f).Floats("empty", [0, Heads, 1, Width]);
        if (!(IsPair && takesPast))
        {
            graph.Input("encoder_hidden_states", OnnxBuilder.Float, -1, -1, Heads * Width);
        }

        if (HasCachePosition)
        {
            graph.Input("cache_position", OnnxBuilder.Int64, -1);
        }

        foreach (string key in takesPast ? Keys("decoder").Concat(Keys("encoder")) : [])
        {
            graph.Input("past_key_values." + key, OnnxBuilder.Float, -1, Heads, -1, Width);
        }

        return graph;
    }

    private OnnxBuilder First(OnnxBuilder graph, string p)
    {
        graph
            .Node("Shape", ["input_ids"], p + "idShape")
            .Node("Gather", [p + "idShape", "one"], p + "count", ("axis", [0], false))
            .Node("Range", ["zero", p + "count", "one"], p + "counted")
            .Node("Reshape", ["encoder_hidden_states", "crossSplit"], p + "cross4")
            .Node("Transpose", [p + "cross4"], p + "cross", ("perm", [0, 2, 1, 3], true));
        Play(graph, p, HasCachePosition ? "cache_position" : p + "counted", HasAttentions);
        foreach (string key in Keys("decoder"))
        {
            graph.Node("Identity", [p + "own"], $"{p}present.{key}");
        }

        foreach (string key in Keys("encoder"))
        {
            graph.Node("Identity", [p + "cross"], $"{p}present.{key}");
        }

        return DeclareOutputs(graph, p, givesCrossKeys: true, HasAttentions);
    }

    private OnnxBuilder Later(OnnxBuilder graph, string p, bool givesCrossKeys)
    {
        string[] own = [.. Keys("decoder").Select(k => "past_key_values." + k)];
        string[] cross = [.. Keys("encoder").Select(k => "past_key_values." + k)];
        // fails unless all keys have one length, and unless those of the sound are whole
        graph.Node("Concat", own, p + "allOwn", ("axis", [1], false))
            .Node("Shape", [p + "allOwn"], p + "ownShape")
            .Node("Gather", [p + "ownShape", "two"], p + "length", ("axis", [0], false));
        for (int i = 0; i < cross.Length; i++)
        {
            graph.Node("Reshape", [cross[i], "crossWhole"], $"{p}whole{i}");
        }

        graph.Node("Concat", [.. cross.Select((_, i) => $"{p}whole{i}")], p + "allCross", ("axis", [0], false))
            .Node("ReduceMean", [p + "allCross"], p + "crossMean", ("keepdims", [0], false))
            .Node("Mul", [p + "crossMean", "nothing"], p + "crossNothing");
        Play(graph, p, HasCachePosition ? "cache_position" : p + "length", HasAttentions && HasAttentionsLater, p + "crossNothing");
        foreach (string key in Keys("decoder"))
        {
            graph.Node("Concat", ["past_key_values." + key, p + "own"], $"{p}present.{key}", ("axis", [2], false));
        }

        foreach (string key in givesCrossKeys ? Keys("encoder") : [])
        {
            graph.Node("Identity", ["empty"], $"{p}present.{key}");
        }

        return DeclareOutputs(graph, p, givesCrossKeys, HasAttentions && HasAttentionsLater);
    }

    // logits and attentions of the positions, and keys that hold the token ids
    private static void Play(OnnxBuilder graph, string p, string positions, bool givesAttentions, string added = "nothing")
    {
        graph.Node("Gather", ["script", positions], p + "rows", ("axis", [0], false))
            .Node("Unsqueeze", [p + "rows", "firstAxis"], p + "batch")
            .Node("Add", [p + "batch", added], p + "logits")
            .Node("Shape", ["input_ids"], p + "ids2")
            .Node("Gather", [p + "ids2", "single"], p + "ownCount", ("axis", [0], false))
            .Node("Concat", ["keyHead", p + "ownCount", "keyTail"], p + "ownShape4", ("axis", [0], false))
            .Node("Cast", ["input_ids"], p + "idsFloat", ("to", [OnnxBuilder.Float], false))
            .Node("Reshape", [p + "idsFloat", "column"], p + "idsColumn")
            .Node("Expand", [p + "idsColumn", p + "ownShape4"], p + "own");
        if (!givesAttentions)
        {
            return;
        }

        graph.Node("Gather", ["looks", positions], p + "look2", ("axis", [0], false))
            .Node("Reshape", [p + "look2", "looksSplit"], p + "look3")
            .Node("Transpose", [p + "look3"], p + "lookT", ("perm", [1, 0, 2], true));
        for (int layer = 0; layer < Layers; layer++)
        {
            graph.Node("Unsqueeze", [p + "lookT", "firstAxis"], $"{p}cross_attentions.{layer}");
        }
    }

    private static OnnxBuilder DeclareOutputs(OnnxBuilder graph, string p, bool givesCrossKeys, bool givesAttentions)
    {
        foreach (string output in Outputs(p, givesCrossKeys, givesAttentions))
        {
            graph.Output(output, OnnxBuilder.Float, Shape(output[p.Length..]));
        }

        return graph;
    }

    private static List<string> Outputs(string p, bool givesCrossKeys, bool givesAttentions) =>
    [
        p + "logits",
        .. Keys("decoder").Select(k => $"{p}present.{k}"),
        .. givesCrossKeys ? Keys("encoder").Select(k => $"{p}present.{k}") : [],
        .. givesAttentions ? Enumerable.Range(0, Layers).Select(l => $"{p}cross_attentions.{l}") : [],
    ];

    private static long[] Shape(string output) => output == "logits" ? [-1, -1, Vocabulary] : [-1, Heads, -1, -1];

    private static IEnumerable<string> Keys(string kind) =>
        from layer in Enumerable.Range(0, Layers) from part in new[] { "key", "value" } select $"{layer}.{kind}.{part}";

    // the query at position p looks at frame 10 p + 5
    private static float[] Looks()
    {
        float[] looks = new float[Positions * Heads * Frames];
        for (int row = 0; row < Positions * Heads; row++)
        {
            double sum = 0;
            for (int f = 0; f < Frames; f++)
            {
                double x = (f - (10 * (row / Heads)) - 5) / 3.0;
                double weight = Math.Exp(-x * x / 2) + 1e-4;
                looks[(row * Frames) + f] = (float)weight;
                sum += weight;
            }

            for (int f = 0; f < Frames; f++)
            {
                looks[(row * Frames) + f] /= (float)sum;
            }
        }

        return looks;
    }
}
