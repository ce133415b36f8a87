using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Folder;

/// <summary><c>run.json</c>: everything of <see cref="RunInfo"/>, and the resolved plan under <c>plan</c>; beside it the used utterances.</summary>
internal static class RunDocument
{
    /// <summary>Version of the run folder's format.</summary>
    public const int SchemaVersion = 1;

    private const string PlanKey = "plan";

    /// <summary>Writes the copies of the used utterances; a run folder can then be read where the corpora are not.</summary>
    /// <returns>The plan as <see cref="Write"/> stores it.</returns>
    public static PlanRecord WriteCorpora(string folder, RunPlan plan)
    {
        Directory.CreateDirectory(Path.Combine(folder, RunFolder.CorpusFolderName));
        return ToRecord(plan, (name, content) => AtomicFile.Write(CorpusPath(folder, name), content));
    }

    /// <summary>Writes <c>run.json</c>.</summary>
    public static void Write(string folder, RunInfo info, PlanRecord plan)
    {
        JsonObject root = JsonSerializer.SerializeToNode(info, RunJson.Context.RunInfo)!.AsObject();
        root[PlanKey] = JsonSerializer.SerializeToNode(plan, RunJson.Context.PlanRecord);
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Encoder = RunJson.Encoder, Indented = true, NewLine = "\n" }))
        {
            root.WriteTo(writer, RunJson.Context.Options);
        }

        content.WriteByte((byte)'\n');
        AtomicFile.Write(Path.Combine(folder, RunFolder.RunFileName), content.ToArray());
    }

    /// <summary>Reads <c>run.json</c> and the used utterances.</summary>
    /// <exception cref="InputException">A file is missing, damaged or of a newer version.</exception>
    public static (RunInfo Info, RunPlan Plan) Read(string folder)
    {
        string path = Path.Combine(folder, RunFolder.RunFileName);
        byte[] json = Utf8LineReader.ReadFile(path);
        try
        {
            JsonObject root = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("null");
            int version = (int?)root["schemaVersion"] ?? 0;
            if (version != SchemaVersion)
            {
                throw new InputException(
                    FormattableString.Invariant($"the run has format {version}"), path, field: "schemaVersion", expected: FormattableString.Invariant($"{SchemaVersion}"), remedy: version > SchemaVersion ? "use a newer pocket-eval" : "run its plan again, or use the pocket-eval that made it");
            }

            PlanRecord plan = root[PlanKey].Deserialize(RunJson.Context.PlanRecord) ?? throw new JsonException("no plan");
            root.Remove(PlanKey);
            RunInfo info = root.Deserialize(RunJson.Context.RunInfo) ?? throw new JsonException("no run");
            return (info, ToPlan(folder, info, plan));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException(
                $"the file is damaged or not a run's ({problem.Message})", path, remedy: "name another folder with --out, or restore the file", innerException: problem);
        }
    }

    private static PlanRecord ToRecord(RunPlan plan, Action<string, byte[]> write)
    {
        var corpora = ImmutableArray.CreateBuilder<PlanCorpusRecord>(plan.Corpora.Length);
        foreach (PlannedCorpus planned in plan.Corpora)
        {
            using var content = new MemoryStream();
            foreach (Utterance utterance in planned.Used)
            {
                var line = new UtteranceRecord(utterance.Id, utterance.Text, utterance.Language, utterance.Tags, utterance.AcceptedForms, utterance.PromptAudio, utterance.PromptText);
                JsonSerializer.Serialize(content, line, RunJson.Context.UtteranceRecord);
                content.WriteByte((byte)'\n');
            }

            byte[] bytes = content.ToArray();
            write(planned.Corpus.Name, bytes);
            corpora.Add(new PlanCorpusRecord(
                planned.Corpus.Name, planned.Corpus.Title, planned.Corpus.Language, planned.Corpus.Licence, planned.Corpus.Sha256, Audio.AudioHash.Sha256(bytes), planned.Filter.IsNone ? null : planned.Filter));
        }

        return new PlanRecord
        {
            Systems = [.. plan.Systems.Select(s => new PlanSystemRecord(s.Id, s.Canonical()))],
            Corpora = corpora.MoveToImmutable(),
            Repeats = plan.Repeats,
            RepeatsByTag = plan.RepeatsByTag,
            Seeds = plan.Seeds,
            WarmUps = plan.WarmUps,
            Shard = plan.Shard,
            Recognizers = plan.Recognizers,
            Seed = plan.Seed,
            Limit = plan.Limit,
            Order = plan.Order,
            Limits = plan.Limits,
            Evidence = plan.Evidence,
        };
    }

    private static RunPlan ToPlan(string folder, RunInfo info, PlanRecord record) => new()
    {
        Systems = [.. record.Systems.Select(s => SystemSpec.Parse(s.Spec) with { Id = s.Id })],
        Corpora = [.. record.Corpora.Select(c => ReadCorpus(folder, c, info))],
        Repeats = record.Repeats,
        RepeatsByTag = record.RepeatsByTag ?? ImmutableSortedDictionary<string, int>.Empty,
        Seeds = record.Seeds ?? [],
        WarmUps = record.WarmUps ?? 1,
        Shard = record.Shard,
        Recognizers = record.Recognizers,
        Seed = record.Seed,
        Limit = record.Limit,
        Order = record.Order,
        Limits = record.Limits,
        Evidence = record.Evidence ?? true,
        OutputFolder = folder,
    };

    private static PlannedCorpus ReadCorpus(string folder, PlanCorpusRecord record, RunInfo info)
    {
        string path = CorpusPath(folder, record.Name);
        Corpus copy = CorpusReader.Read(path);
        if (!string.Equals(copy.Sha256, record.UsedSha256, StringComparison.Ordinal))
        {
            throw new InputException("the file was changed after the run was made", path, expected: $"SHA-256 {record.UsedSha256[..12]}…", remedy: "restore it");
        }

        if (!info.Corpora.Any(c => string.Equals(c.Name, record.Name, StringComparison.Ordinal)))
        {
            throw new JsonException($"corpus '{record.Name}' of the plan is not among the run's corpora");
        }

        return new PlannedCorpus(
            new Corpus(record.Name, record.Title, record.Language, record.Licence, record.Sha256, copy.Utterances), copy.Utterances)
        {
            Filter = record.Filter ?? CorpusFilter.None,
        };
    }

    private static string CorpusPath(string folder, string name) =>
        CorpusNames.IsValid(name)
            ? Path.Combine(folder, RunFolder.CorpusFolderName, name + ".jsonl")
            : throw new JsonException($"'{name}' is not a corpus name");
}
