using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Says what is wrong with a take as a whole, from the words' verdicts, the length, and the sound.</summary>
internal sealed class FaultJudge(TakeCase take, WordFindings words, WordSounds sounds, VerdictOptions options, SystemPace pace, Func<TextIndex> texts)
{
    // how much quieter than cut speech a system's takes must usually end, in dB
    private const double QuietEndMargin = 10;

    private readonly List<TakeFault> _faults = [];

    /// <summary>Judges.</summary>
    public ImmutableArray<TakeFault> Judge()
    {
        if (take.Take.Synthesis is { } synthesis && take.WordCount > 0)
        {
            bool isSilent = JudgeSilence();
            JudgeEnd(synthesis);
            JudgeClauses();
            JudgeLength(synthesis);
            JudgeLoops();
            if (!isSilent)
            {
                JudgeGarbled();
            }

            JudgeBleed();
            foreach (MovedWord moved in words.Moved)
            {
                _faults.Add(new TakeFault(TakeFaultKind.Transposed, VerdictConfidence.Likely, VerdictRules.TransposedWord, $"'{take.Reference(moved.ReferenceIndex)}' was said in another place")
                {
                    FirstWord = moved.ReferenceIndex,
                    LastWord = moved.ReferenceIndex,
                    AtSeconds = take.Heard(moved.HypothesisIndex).StartSeconds,
                });
            }
        }

        SoundFaults.Add(take, words, options, pace, _faults);
        return [.. _faults.OrderBy(f => f.Kind)];
    }

    private bool JudgeSilence()
    {
        bool isQuiet = take.Audio is { } audio && !(audio.IntegratedLufs >= options.SilentLufs) && audio.SpeechSeconds < .05;
        bool nothingHeard = take.Score.HypothesisWords.IsEmpty;
        bool isNoSpeech = nothingHeard && take.Transcript?.NoSpeechProbability >= .6;
        if (!isQuiet && !(isNoSpeech && take.Audio is null))
        {
            return false;
        }

        _faults.Add(new TakeFault(
            TakeFaultKind.Silent,
            isQuiet && nothingHeard ? VerdictConfidence.Confirmed : VerdictConfidence.Likely,
            VerdictRules.SilentSound,
            isQuiet ? Text($"{take.Audio!.SpeechSeconds:0.00} s of sound above silence") : "nothing was heard"));
        return true;
    }

    // Words lost up to the end, and a sound that breaks off or is short.
    private void JudgeEnd(SynthesisFacts synthesis)
    {
        int tail = 0;
        while (tail < take.WordCount && words.Words[^(tail + 1)].Kind == WordVerdictKind.Skipped)
        {
            tail++;
        }

        bool isCutWord = tail < take.WordCount && IsCut(words.Words[^(tail + 1)]);
        if (tail == take.WordCount)
        {
            return;
        }

        bool breaksOff = take.Audio is { EndLevel50MsDbfs: { } end, SpeechLevelDbfs: { } level } && end >= level - options.CutLevelDrop;
        double? expected = pace.TakeSecondsPerSyllable * SystemPace.SyllablesOf(take, sounds);
        bool isShort = synthesis.AudioSeconds < options.ShortShare * expected;
        int signs = (breaksOff ? 1 : 0) + (isShort ? 1 : 0);

        // a recognizer completes a word that breaks off; that this system's takes end quietly and this one does not tells all the same
        bool isUnlike = breaksOff && pace.EndDrop >= options.CutLevelDrop + QuietEndMargin;

        // a sound that ends in silence is not broken off; its shortness is that of the words that are not in it
        bool isTruncated = tail == 0
            ? (isCutWord && breaksOff && isShort) || isUnlike
            : tail >= options.TruncatedWords || breaksOff || (isShort && take.Audio is null);
        if (!isTruncated)
        {
            return;
        }

        string lost = tail == 0 ? isCutWord ? "the last word is cut" : "the sound ends while it is loud, as this system's do not" : Text($"the last {tail} of {take.WordCount} words are missing");
        string why = (breaksOff, isShort) switch
        {
            (true, true) => Text($"; the sound breaks off and lasts {synthesis.AudioSeconds:0.00} s where {expected:0.00} s are usual"),
            (true, false) => "; the sound breaks off",
            (false, true) => Text($"; the sound lasts {synthesis.AudioSeconds:0.00} s where {expected:0.00} s are usual"),
            _ => string.Empty,
        };
        _faults.Add(new TakeFault(
            TakeFaultKind.Truncated,
            (signs == 2 && (tail > 0 || isCutWord)) || (signs == 1 && tail >= Math.Max(1, options.TruncatedWords)) ? VerdictConfidence.Confirmed : VerdictConfidence.Likely,
            tail > 0 ? VerdictRules.TruncatedTail : VerdictRules.TruncatedCut,
            lost + why)
        {
            FirstWord = take.WordCount - Math.Max(1, tail),
            LastWord = take.WordCount - 1,
            AtSeconds = synthesis.AudioSeconds,
        });
    }

    private bool IsCut(WordVerdict word) =>
        word.Kind is WordVerdictKind.Mangled or WordVerdictKind.Replaced
        && word.Heard is { } heard
        && (word.Word.StartsWith(heard, StringComparison.Ordinal) || sounds.Of(word.Word).StartsWith(sounds.Of(heard), StringComparison.Ordinal));

    // Words lost in a row. A recognizer may hear one of them in what is left, so wrong words among lost ones do not end the row.
    private void JudgeClauses()
    {
        for (int i = 0; i < take.WordCount; i++)
        {
            int first = i;
            int lost = 0;
            while (i < take.WordCount && words.Words[i].Kind is WordVerdictKind.Skipped or WordVerdictKind.Mangled or WordVerdictKind.Replaced)
            {
                lost += words.Words[i].Kind == WordVerdictKind.Skipped ? 1 : 0;
                i++;
            }

            int count = i - first;
            bool isClause = lost >= options.ClauseWords || (lost == options.ClauseWords - 1 && count >= options.ClauseWords && 2 * lost > count);
            if (isClause && (i < take.WordCount || !_faults.Exists(f => f.Kind is TakeFaultKind.Truncated or TakeFaultKind.Silent)) && lost < take.WordCount)
            {
                bool isConfirmed = words.Words.AsSpan().Slice(first, count).ToArray().Any(w => w.Confidence == VerdictConfidence.Confirmed);
                _faults.Add(new TakeFault(
                    TakeFaultKind.ClauseSkipped,
                    isConfirmed ? VerdictConfidence.Confirmed : VerdictConfidence.Likely,
                    VerdictRules.ClauseSkippedRun,
                    lost == count ? Text($"{count} words in a row are missing") : Text($"{lost} of {count} words in a row are missing, the others were heard as other words"))
                {
                    FirstWord = first,
                    LastWord = i - 1,
                });
            }
        }
    }

    private void JudgeLength(SynthesisFacts synthesis)
    {
        if (take.WordCount > 1 && synthesis.AudioSeconds < options.ShortestSecondsPerWord * take.WordCount)
        {
            _faults.Add(new TakeFault(
                TakeFaultKind.TooShort, VerdictConfidence.Confirmed, VerdictRules.TooShortLength, Text($"{synthesis.AudioSeconds:0.00} s for {take.WordCount} words")));
        }

        double allowed = options.RunOnSeconds + (options.RunOnSecondsPerWord * take.WordCount);
        double? expected = pace.TakeSecondsPerSyllable * SystemPace.SyllablesOf(take, sounds);
        double limit = Math.Max(allowed, options.RunOnFactor * expected ?? 0);
        if (synthesis.AudioSeconds > limit)
        {
            _faults.Add(new TakeFault(
                TakeFaultKind.RunOn,
                expected is null && words.Extras.IsEmpty && words.Repeats.IsEmpty ? VerdictConfidence.Likely : VerdictConfidence.Confirmed,
                VerdictRules.RunOnLength,
                Text($"{synthesis.AudioSeconds:0.00} s for {take.WordCount} words; at most {limit:0.00} s are usual")));
        }
        else if (synthesis.Warnings.Any(w => w.Code is "eos-not-reached" or "cache-full"))
        {
            _faults.Add(new TakeFault(TakeFaultKind.RunOn, VerdictConfidence.Likely, VerdictRules.RunOnEngine, "the engine was stopped at its limit"));
        }
        else if (take.Audio is { } audio && audio.TrailingSilenceSeconds >= options.TrailingSilenceSeconds && audio.SpeechSeconds > 0)
        {
            _faults.Add(new TakeFault(
                TakeFaultKind.RunOn, VerdictConfidence.Likely, VerdictRules.RunOnSilence, Text($"{audio.TrailingSilenceSeconds:0.00} s of silence at the end"))
            {
                AtSeconds = synthesis.AudioSeconds - audio.TrailingSilenceSeconds,
            });
        }
    }

    private void JudgeLoops()
    {
        foreach (RepeatedRun run in words.Repeats)
        {
            if (run.Times >= options.LoopTimes)
            {
                _faults.Add(new TakeFault(
                    TakeFaultKind.Loop,
                    VerdictConfidence.Likely,
                    VerdictRules.LoopWords,
                    Text($"'{string.Join(' ', run.ReferenceIndices.Select(take.Reference))}' comes {run.Times} times"))
                {
                    FirstWord = run.ReferenceIndices.Min(),
                    LastWord = run.ReferenceIndices.Max(),
                    AtSeconds = take.Heard(run.FirstHypothesis).StartSeconds,
                });
            }
        }

        if (!_faults.Exists(f => f.Kind == TakeFaultKind.Loop)
            && take.Transcript is { } transcript
            && (transcript.Warnings.Any(w => w.Code == "token-limit") || transcript.CompressionRatio > 2.4)
            && take.Score.HypothesisWords.Length > take.WordCount + options.LoopTimes)
        {
            // a recognizer may loop over sound that does not
            _faults.Add(new TakeFault(
                TakeFaultKind.Loop,
                _faults.Exists(f => f.Kind == TakeFaultKind.RunOn) ? VerdictConfidence.Likely : VerdictConfidence.Unsure,
                VerdictRules.LoopRecognizer,
                Text($"the transcript repeats itself: {take.Score.HypothesisWords.Length} words heard for {take.WordCount}")));
        }
    }

    // Substitutions with hardly a hit between them.
    private void JudgeGarbled()
    {
        if (take.Score.HypothesisWords.IsEmpty)
        {
            _faults.Add(new TakeFault(TakeFaultKind.Garbled, VerdictConfidence.Likely, VerdictRules.GarbledNothing, "there is sound, and not a word was heard"));
            return;
        }

        int run = 0;
        int heard = 0;
        int longest = 0;
        int longestEnd = 0;
        for (int i = 0; i < take.WordCount; i++)
        {
            WordVerdictKind kind = words.Words[i].Kind;
            bool isWrong = kind is WordVerdictKind.Mangled or WordVerdictKind.Replaced or WordVerdictKind.Skipped;
            run = isWrong ? run + 1 : 0;
            heard = !isWrong ? 0 : kind == WordVerdictKind.Skipped ? heard : heard + 1;

            // at least half must be heard as something else: otherwise the words are missing, not garbled
            if (run > longest && 2 * heard >= run)
            {
                longest = run;
                longestEnd = i;
            }
        }

        if (longest >= options.GarbledWords)
        {
            bool isUnclear = words.Words.AsSpan().Slice(longestEnd - longest + 1, longest).ToArray().Count(w => w.RuleId == VerdictRules.MangledUnclear) * 2 >= longest;
            _faults.Add(new TakeFault(
                TakeFaultKind.Garbled,
                isUnclear || take.MisreadGain >= options.MisreadGain * longest ? VerdictConfidence.Confirmed : VerdictConfidence.Likely,
                VerdictRules.GarbledRun,
                Text($"{longest} words in a row were heard as other ones"))
            {
                FirstWord = longestEnd - longest + 1,
                LastWord = longestEnd,
                AtSeconds = words.Words[longestEnd - longest + 1].StartSeconds,
            });
        }
    }

    private void JudgeBleed()
    {
        if (!words.Extras.Any(e => e.Words.Length >= options.BleedWords)
            && words.Words.Count(w => w.Kind is WordVerdictKind.Replaced or WordVerdictKind.Mangled) < options.BleedWords)
        {
            return;
        }

        bool[] isExtra = new bool[take.Score.HypothesisWords.Length];
        foreach (Edit edit in words.Edits)
        {
            if (edit.Kind is EditKind.Insertion or EditKind.Substitution)
            {
                isExtra[edit.HypothesisIndex] = true;
            }
        }

        if (texts().Find(take.Score.HypothesisWords, take.Score.ReferenceWords, isExtra) is { } bleed)
        {
            _faults.Add(new TakeFault(
                TakeFaultKind.TextBleed,
                bleed.Count > options.BleedWords ? VerdictConfidence.Confirmed : VerdictConfidence.Likely,
                VerdictRules.TextBleedRun,
                Text($"{bleed.Count} words of another text: '{string.Join(' ', take.Score.HypothesisWords.Skip(bleed.First).Take(Math.Min(bleed.Count, 12)))}'"))
            {
                AtSeconds = take.Heard(bleed.First).StartSeconds,
            });
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
