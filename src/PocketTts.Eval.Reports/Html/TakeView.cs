using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Writes one take: what happened, the aligned words, the numbers, the sound.</summary>
internal sealed class TakeView(HtmlWriter html, RunInfo info, Func<string, bool> hasAudio)
{
    /// <summary>Most words of an alignment that are written.</summary>
    private const int WordLimit = 3000;

    /// <summary>From here on the words scroll by themselves, and the keyboard must reach them.</summary>
    private const int LongWords = 100;

    /// <summary>Writes the takes of one system and text; identical repeats share an entry.</summary>
    public void WriteAll(TextOfSystem system)
    {
        using (html.Element("ol", ("class", "takes")))
        {
            foreach (ScoredTake take in system.Takes.Where(take => !take.RepeatsEarlierTake))
            {
                int[] same = take.Take.Synthesis is { } facts
                    ? [.. system.Takes.Where(other => other.RepeatsEarlierTake && other.Take.Synthesis!.AudioSha256 == facts.AudioSha256).Select(other => other.Take.Key.Repeat + 1)]
                    : [];
                Write(take, same);
            }
        }
    }

    private void Write(ScoredTake scored, int[] same)
    {
        Take take = scored.Take;
        string status = TakeFacts.Status(scored, info);
        using (html.Element("li"))
        {
            using (html.Element("div", ("class", "facts")))
            {
                html.Leaf("b", (same.Length == 0 ? "take " : "takes ") + string.Join(", ", same.Prepend(take.Key.Repeat + 1)));
                html.Text(" ");
                html.Leaf("span", status, ("class", "status " + status));
                if (same.Length > 0)
                {
                    html.Leaf("span", "identical sound, counts once");
                }

                foreach (string fact in Facts(scored))
                {
                    html.Leaf("span", fact);
                }

                WriteAudio(take);
            }

            foreach (TakeFailure failure in take.Recognitions.Select(recognition => recognition.Failure).Prepend(take.SynthesisFailure).OfType<TakeFailure>())
            {
                html.Leaf("p", $"Failed to {failure.Stage} ({failure.Reason}): {failure.Message}", ("class", "failure"), ("dir", "auto"));
            }

            foreach (TakeScore score in scored.Scores.Where(_ => take.Synthesis is not null))
            {
                WriteWords(score);
            }

            foreach (TakeWarning warning in TakeFacts.Warnings(take))
            {
                html.Leaf("p", $"Warning {warning.Code}: {warning.Message}", ("class", "warning"), ("dir", "auto"));
            }

            if (take.Synthesis?.Phonemes is { Length: > 0 } phonemes)
            {
                using (html.Element("p", ("class", "phonemes")))
                {
                    html.Text("Phonemes: ");
                    using (html.Element("bdi"))
                    {
                        WordColors.WritePlain(html, phonemes, 2000);
                    }
                }
            }
        }

        html.Line();
    }

    private static IEnumerable<string> Facts(ScoredTake scored)
    {
        foreach (TakeScore score in scored.Scores)
        {
            yield return (scored.Scores.Length > 1 ? score.RecognizerId + " " : string.Empty)
                + $"WER {Formatting.Percent(score.Counts.WordErrorRate)} ({Formatting.Count(score.Counts.Errors)} of {Formatting.Count(score.Counts.ReferenceWords)})";
        }

        if (scored.Take.Synthesis is { } facts)
        {
            yield return $"RTF {Formatting.Ratio(TakeFacts.Rtf(facts))}" + (facts.IsTimingEligible ? string.Empty : " (not counted)");
            yield return Formatting.Seconds(facts.AudioSeconds) + " of sound";
            if (facts.FirstAudioSeconds is not null)
            {
                yield return $"first audio {Formatting.Seconds(facts.FirstAudioSeconds)}";
            }

            yield return "level " + Formatting.Level(facts.LevelDbfs);
        }

        if (scored.Take.Seed is { } seed)
        {
            yield return "seed " + seed.ToString(CultureInfo.InvariantCulture);
        }
    }

    private void WriteAudio(Take take)
    {
        if (take.Synthesis is not { } facts)
        {
            return;
        }

        string hash = facts.AudioSha256;
        if (hash.Length == 64 && hash.All(char.IsAsciiHexDigit) && hasAudio(hash))
        {
            html.Leaf("a", "▶ listen", ("class", "play"), ("href", $"audio/{hash}.wav"), ("aria-label", $"listen to take {take.Key.Repeat + 1} of {take.Key.SystemId}, {take.Key.UtteranceId}"));
        }
        else
        {
            html.Leaf("span", "audio not kept");
        }
    }

    private void WriteWords(TakeScore score)
    {
        using (html.Element("p", ("class", "words"), ("dir", "auto"), ("tabindex", score.Edits.Length > LongWords ? "0" : null)))
        {
            if (info.Recognizers.Length > 1)
            {
                html.Leaf("small", score.RecognizerId + ": ");
            }

            if (score.Edits.IsEmpty)
            {
                html.Leaf("small", "no words in the text and none heard");
            }

            var equal = new StringBuilder();
            foreach (Edit edit in score.Edits.Take(WordLimit))
            {
                if (edit.Kind == EditKind.Correct)
                {
                    equal.Append(score.ReferenceWords[edit.ReferenceIndex]).Append(' ');
                    continue;
                }

                html.Text(equal.ToString());
                equal.Clear();
                WriteEdit(score, edit);
                equal.Append(' ');
            }

            html.Text(equal.ToString().TrimEnd());
            if (score.Edits.Length > WordLimit)
            {
                html.Leaf("small", $" … {Formatting.Count(score.Edits.Length - WordLimit, "more word")}");
            }
        }
    }

    private void WriteEdit(TakeScore score, Edit edit)
    {
        switch (edit.Kind)
        {
            case EditKind.Deletion:
                html.Leaf("del", score.ReferenceWords[edit.ReferenceIndex]);
                break;
            case EditKind.Insertion:
                html.Leaf("ins", score.HypothesisWords[edit.HypothesisIndex]);
                break;
            case EditKind.Substitution:
                using (html.Element("span", ("class", "sub")))
                {
                    html.Leaf("span", score.ReferenceWords[edit.ReferenceIndex]);
                    html.Text("→");
                    html.Leaf("b", score.HypothesisWords[edit.HypothesisIndex]);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(edit), edit.Kind, "no error");
        }
    }
}
