using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>
/// Finds the likeliest tags of a sentence (Viterbi). A state is the tags of a word and of the one before it, and whether a
/// finite verb was seen.
/// </summary>
internal sealed class TagDecoder
{
    /// <summary>Most tags a word may have.</summary>
    public const int MostTags = 6;

    private const int States = MostTags * MostTags * 2;

    // sentences without a finite verb are rarer than with one
    private const double NoVerb = -1.2;

    private double[] _scores = new double[States];
    private double[] _next = new double[States];
    private byte[] _from = [];

    /// <summary>Sets the tags of the words of one sentence.</summary>
    /// <param name="words">Words, without quotation marks and brackets.</param>
    /// <param name="candidates">The tags each word may have, at most <see cref="MostTags"/>.</param>
    /// <param name="contexts">What the auxiliary before each word asks for.</param>
    public void Decode(List<Token> words, List<TagWeight[]> candidates, VerbContext[] contexts)
    {
        if (_from.Length < words.Count * States)
        {
            _from = new byte[words.Count * States];
        }

        Array.Fill(_scores, double.NegativeInfinity);
        for (int t = 0; t < candidates[0].Length; t++)
        {
            PosTag tag = candidates[0][t].Tag;
            _scores[State(0, t, TagRules.IsFinite(tag))] = Math.Log(candidates[0][t].Weight)
                + TagTransitions.Score(PosTag.SentenceEnd, tag) + TagRules.Pair("", PosTag.SentenceEnd, words[0].Text, tag)
                + VerbContexts.Score(contexts[0], tag);
        }

        for (int i = 1; i < words.Count; i++)
        {
            Step(i, words, candidates, contexts[i]);
            (_scores, _next) = (_next, _scores);
        }

        Trace(words, candidates);
    }

    private static int State(int before, int tag, bool verb) => (((before * MostTags) + tag) * 2) + (verb ? 1 : 0);

    private void Step(int i, List<Token> words, List<TagWeight[]> candidates, VerbContext context)
    {
        Array.Fill(_next, double.NegativeInfinity);
        TagWeight[] second = i > 1 ? candidates[i - 2] : [new TagWeight(PosTag.SentenceEnd, 1)];
        TagWeight[] before = candidates[i - 1];
        TagWeight[] tags = candidates[i];
        Span<byte> from = _from.AsSpan(i * States, States);
        for (int t = 0; t < tags.Length; t++)
        {
            PosTag tag = tags[t].Tag;
            double own = Math.Log(tags[t].Weight) + VerbContexts.Score(context, tag);
            bool finite = TagRules.IsFinite(tag);
            for (int b = 0; b < before.Length; b++)
            {
                double step = own + TagTransitions.Score(before[b].Tag, tag) + TagRules.Pair(words[i - 1].Text, before[b].Tag, words[i].Text, tag);
                for (int s = 0; s < second.Length; s++)
                {
                    double whole = step + TagRules.Triple(second[s].Tag, before[b].Tag, tag);
                    for (int verb = 0; verb < 2; verb++)
                    {
                        double score = _scores[State(s, b, verb == 1)] + whole;
                        int state = State(b, t, finite || verb == 1);
                        if (tag == PosTag.SentenceEnd && verb == 0 && words.Count > 4)
                        {
                            score += NoVerb;
                        }

                        if (score > _next[state])
                        {
                            _next[state] = score;
                            from[state] = (byte)((s * 2) + verb);
                        }
                    }
                }
            }
        }
    }

    private void Trace(List<Token> words, List<TagWeight[]> candidates)
    {
        int best = 0;
        for (int state = 1; state < States; state++)
        {
            best = _scores[state] > _scores[best] ? state : best;
        }

        int tag = best / 2 % MostTags;
        int before = best / 2 / MostTags;
        int verb = best % 2;
        for (int i = words.Count - 1; i >= 0; i--)
        {
            words[i].Tag = candidates[i][tag].Tag;
            byte from = _from[(i * States) + State(before, tag, verb == 1)];
            (tag, before, verb) = (before, from / 2, from % 2);
        }
    }
}
