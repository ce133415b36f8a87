using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Reads a plan file: YAML with the keys of docs/run-format.md. Every problem is gathered with its line and column.</summary>
internal sealed class PlanFileReader
{
    private const int MaximumDepth = 8;

    private readonly PlanValues _values;
    private readonly List<InputException> _problems;
    private readonly IReadOnlyList<string> _above;

    private PlanFileReader(string path, List<InputException> problems, IReadOnlyList<string> above)
    {
        _values = new PlanValues(path, problems);
        _problems = problems;
        _above = above;
    }

    /// <summary>Reads a file and the files it includes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Where problems are gathered.</param>
    /// <exception cref="InputException">The file cannot be read or is not YAML.</exception>
    public static PlanDraft Read(string path, List<InputException> problems) => new PlanFileReader(path, problems, []).Read();

    private PlanDraft Read()
    {
        YamlNode root = YamlTree.Read(_values.Path, _problems);
        if (root is not YamlMapping plan)
        {
            throw new InputException($"the plan is {root.Describe()}", _values.Path, root.Line, expected: "a mapping with systems, corpora, repeats, …", column: root.Column);
        }

        _values.CheckKeys(plan, PlanKeys.Plan);
        PlanDraft draft = Included(plan);
        (Sourced<long>? repeats, IReadOnlyList<TagRepeats>? byTag) = Repeats(plan);
        (Sourced<long>? rounds, Sourced<long>? warmUps) = Timing(plan);
        return new PlanDraft
        {
            Systems = Systems(plan) ?? draft.Systems,
            Corpora = Corpora(plan) ?? draft.Corpora,
            Recognizers = _values.Texts(plan, "recognizers") ?? draft.Recognizers,
            Repeats = plan.Find("repeats") is null ? draft.Repeats : repeats,
            RepeatsByTag = plan.Find("repeats") is null ? draft.RepeatsByTag : byTag,
            Seed = _values.Integer(plan, "seed") ?? draft.Seed,
            Seeds = Seeds(plan) ?? draft.Seeds,
            Limit = _values.Integer(plan, "limit") ?? draft.Limit,
            Order = (TakeOrder?)_values.Choice(plan, "order", PlanKeys.Orders) ?? draft.Order,
            Evidence = _values.Choice(plan, "evidence", PlanKeys.Switch) is { } isOn ? isOn == 1 : draft.Evidence,
            Rounds = plan.Find("timing") is null ? draft.Rounds : rounds,
            WarmUps = plan.Find("timing") is null ? draft.WarmUps : warmUps,
            Limits = Limits(plan) ?? draft.Limits,
            Out = _values.Text(plan, "out") ?? draft.Out,
        };
    }

    // Each included file gives defaults; of several the later one wins.
    private PlanDraft Included(YamlMapping plan)
    {
        var draft = new PlanDraft();
        string self = Path.GetFullPath(_values.Path);
        foreach (Sourced<string> name in _values.Texts(plan, "include") ?? [])
        {
            string path = Path.Combine(Path.GetDirectoryName(_values.Path) ?? string.Empty, name.Value);
            string[] chain = [.. _above, self];
            if (chain.Contains(Path.GetFullPath(path), StringComparer.Ordinal))
            {
                _problems.Add(name.Origin.Error($"'{name.Value}' includes itself ({string.Join(" → ", chain.Append(Path.GetFullPath(path)).Select(p => Path.GetFileName(p)))})", remedy: "take one of them out"));
            }
            else if (chain.Length >= MaximumDepth)
            {
                _problems.Add(name.Origin.Error("files include each other too deeply", FormattableString.Invariant($"at most {MaximumDepth} levels")));
            }
            else
            {
                draft = draft.OverriddenBy(ReadIncluded(path, name, chain));
            }
        }

        return draft;
    }

    private PlanDraft ReadIncluded(string path, Sourced<string> name, string[] chain)
    {
        if (!File.Exists(path))
        {
            _problems.Add(name.Origin.Error($"no file '{name.Value}'", "a plan file, relative to this one"));
            return new PlanDraft();
        }

        try
        {
            return new PlanFileReader(path, _problems, chain).Read();
        }
        catch (InputException problem)
        {
            _problems.AddRange(problem.Problems);
            return new PlanDraft();
        }
    }

    private IReadOnlyList<Sourced<SystemSpec>>? Systems(YamlMapping plan)
    {
        var reader = new PlanSystemReader(_values);
        return PlanValues.List(plan, "systems")?.Select(reader.Read).OfType<Sourced<SystemSpec>>().ToArray();
    }

    private IReadOnlyList<CorpusChoice>? Corpora(YamlMapping plan)
    {
        var reader = new PlanCorpusReader(_values);
        return PlanValues.List(plan, "corpora")?.Select(reader.Read).OfType<CorpusChoice>().ToArray();
    }

    private IReadOnlyList<Sourced<long>>? Seeds(YamlMapping plan) =>
        PlanValues.List(plan, "seeds")?.Select(node => _values.Integer(node, "seeds")).OfType<Sourced<long>>().ToArray();

    private (Sourced<long>? Repeats, IReadOnlyList<TagRepeats>? ByTag) Repeats(YamlMapping plan)
    {
        if (plan.Find("repeats")?.Value is not YamlMapping)
        {
            return (_values.Integer(plan, "repeats"), null);
        }

        YamlMapping repeats = _values.Mapping(plan, "repeats", PlanKeys.Repeats)!;
        var byTag = new List<TagRepeats>();
        switch (repeats.Find("tags")?.Value)
        {
            case null or YamlScalar { IsNull: true }:
                break;
            case YamlMapping tags:
                foreach (YamlEntry entry in tags.Entries)
                {
                    if (_values.Integer(entry.Value, entry.Key) is { } count)
                    {
                        byTag.Add(new TagRepeats(new Sourced<string>(entry.Key, new Origin(_values.Path, entry.Line, entry.Column, "tags")), count));
                    }
                }

                break;
            case { } other:
                _values.Add(other, "tags", "a mapping of tag: repeats");
                break;
        }

        return (_values.Integer(repeats, "default"), byTag);
    }

    private (Sourced<long>? Rounds, Sourced<long>? WarmUps) Timing(YamlMapping plan) =>
        _values.Mapping(plan, "timing", PlanKeys.Timing) is { } timing
            ? (_values.Integer(timing, PlanKeys.Timing[0]), _values.Integer(timing, PlanKeys.Timing[1]))
            : (null, null);

    private TakeLimits? Limits(YamlMapping plan)
    {
        if (_values.Mapping(plan, "limits", PlanKeys.Limits) is not { } limits)
        {
            return null;
        }

        TakeLimits standard = TakeLimits.Default;
        return new TakeLimits(
            _values.Number(limits, PlanKeys.Limits[0], 0.001, 86_400, standard.BaseSeconds),
            _values.Number(limits, PlanKeys.Limits[1], 0, 3_600, standard.SecondsPerCharacter),
            _values.Number(limits, PlanKeys.Limits[2], 0, 3_600, standard.SecondsPerAudioSecond))
        {
            MemoryBytes = Memory(limits),
            CrashRetries = (int?)_values.Integer(limits, PlanKeys.Limits[4], 0, 10) ?? standard.CrashRetries,
            TimeOutRetries = (int?)_values.Integer(limits, PlanKeys.Limits[5], 0, 10) ?? standard.TimeOutRetries,
        };
    }

    private long? Memory(YamlMapping limits)
    {
        if (limits.Find("memory") is not { } entry)
        {
            return null;
        }

        if (entry.Value is YamlScalar scalar && ByteSize.TryParse(scalar.Text, out long bytes) && bytes >= 1_000_000)
        {
            return bytes;
        }

        _values.Add(entry.Value, "memory", "an amount from 1 MB, e.g. 800 MB or 4 GB");
        return null;
    }
}
