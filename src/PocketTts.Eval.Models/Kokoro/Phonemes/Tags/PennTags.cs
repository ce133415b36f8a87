namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>Reads the Penn Treebank's abbreviations, in which the tables of this folder are written.</summary>
internal static class PennTags
{
    private static readonly Dictionary<string, PosTag> s_tags = new(StringComparer.Ordinal)
    {
        ["NN"] = PosTag.Noun,
        ["NNS"] = PosTag.NounPlural,
        ["NNP"] = PosTag.ProperNoun,
        ["VB"] = PosTag.VerbBase,
        ["VBP"] = PosTag.VerbPresent,
        ["VBZ"] = PosTag.VerbThirdPerson,
        ["VBD"] = PosTag.VerbPast,
        ["VBN"] = PosTag.VerbPastParticiple,
        ["VBG"] = PosTag.VerbGerund,
        ["MD"] = PosTag.Modal,
        ["TO"] = PosTag.To,
        ["DT"] = PosTag.Determiner,
        ["PDT"] = PosTag.Predeterminer,
        ["JJ"] = PosTag.Adjective,
        ["JJR"] = PosTag.AdjectiveComparative,
        ["JJS"] = PosTag.AdjectiveSuperlative,
        ["RB"] = PosTag.Adverb,
        ["RP"] = PosTag.Particle,
        ["IN"] = PosTag.Preposition,
        ["CC"] = PosTag.Conjunction,
        ["CD"] = PosTag.Cardinal,
        ["PRP"] = PosTag.Pronoun,
        ["PRP$"] = PosTag.PossessivePronoun,
        ["WP"] = PosTag.WhPronoun,
        ["WDT"] = PosTag.WhDeterminer,
        ["WRB"] = PosTag.WhAdverb,
        ["EX"] = PosTag.Existential,
        ["UH"] = PosTag.Interjection,
        ["POS"] = PosTag.PossessiveEnding,
        ["END"] = PosTag.SentenceEnd,
        [","] = PosTag.Comma,
        [":"] = PosTag.Colon,
        ["$"] = PosTag.Currency,
        ["HYPH"] = PosTag.Hyphen,
    };

    /// <summary>The tag of an abbreviation.</summary>
    public static PosTag Parse(string abbreviation) => s_tags[abbreviation];

    /// <summary>Reads lines <c>head tag:weight tag:weight …</c>; the weights of a head are made to sum to one.</summary>
    public static IEnumerable<(string Head, TagWeight[] Weights)> ParseWeights(string table)
    {
        foreach (string line in table.Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var weights = new TagWeight[parts.Length - 1];
            double sum = 0;
            for (int i = 1; i < parts.Length; i++)
            {
                // the last colon: the tag of a colon is a colon
                int colon = parts[i].LastIndexOf(':');
                double weight = double.Parse(parts[i].AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
                weights[i - 1] = new TagWeight(Parse(parts[i][..colon]), weight);
                sum += weight;
            }

            yield return (parts[0], Array.ConvertAll(weights, w => w with { Weight = w.Weight / sum }));
        }
    }
}
