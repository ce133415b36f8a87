namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>
/// How likely a tag follows another in English, in per mille; rounded from general knowledge of the Penn Treebank's
/// statistics, not counted from any corpus here. What is not listed has a small share of its own.
/// </summary>
internal static class TagTransitions
{
    private const double Unlisted = 1.0;

    private const string Table = """
        END DT:190 PRP:210 NNP:150 IN:110 CC:50 RB:60 NN:55 NNS:40 JJ:30 CD:20 WP:25 WRB:30 VB:38 VBG:10 EX:12 UH:20 TO:10 MD:12 VBZ:6 VBP:8 VBD:6 VBN:4 PRP$:30 WDT:4 JJR:3 JJS:3 PDT:4
        DT NN:470 JJ:220 NNP:100 NNS:70 CD:20 VBN:18 VBG:12 JJS:16 JJR:10 RB:15 IN:14 VBZ:16 VBD:8 VBP:4 MD:5 ,:8 END:10 DT:0.4 POS:2 RP:0.5 VB:0.4 PRP:3 PRP$:0.2 CC:3 TO:3 WDT:2 ::2
        PDT DT:850 PRP$:80 NN:20 JJ:20
        JJ NN:450 NNS:220 JJ:75 IN:65 CC:25 NNP:25 TO:25 ,:40 END:50 CD:10 RB:6 VBG:8 VBN:6 DT:4 PRP:4 VBZ:3 VBD:3 MD:2 POS:1 HYPH:5 WRB:2 VB:0.5 VBP:1
        JJR NN:290 NNS:150 IN:300 ,:40 END:60 JJ:50 TO:20 CC:20 RB:10 DT:5 PRP:5
        JJS NN:330 NNS:190 IN:150 JJ:100 ,:30 END:40 CD:20 NNP:20 VBN:10 TO:10 RB:5
        NN IN:245 NN:115 ,:90 END:110 VBZ:55 VBD:60 CC:45 TO:40 MD:28 VBN:20 VBG:10 NNS:65 RB:32 POS:22 WDT:15 JJ:12 DT:12 PRP:12 WP:6 RP:4 CD:10 ::14 VBP:4 WRB:5 NNP:6 HYPH:12 PRP$:2 VB:1 JJR:2
        NNS IN:250 ,:95 END:120 VBP:75 VBD:70 CC:60 TO:40 MD:34 VBN:30 RB:35 WDT:22 VBG:16 JJ:12 NN:12 DT:12 PRP:12 WP:10 POS:10 ::14 RP:4 CD:6 WRB:6 VBZ:2 VB:2 NNS:4
        NNP NNP:330 ,:110 END:80 VBZ:65 VBD:85 NN:55 POS:40 IN:75 CC:40 MD:16 NNS:20 CD:30 ::10 RB:15 TO:15 VBP:8 DT:5 JJ:6 VBN:6 WP:4 HYPH:6 VBG:3 PRP:4 VB:1
        PRP VBD:250 VBP:190 VBZ:125 MD:125 ,:30 END:45 RB:55 TO:35 IN:60 DT:22 VB:20 JJ:14 NN:6 NNS:3 VBG:10 VBN:5 CC:12 RP:22 PRP:6 WP:3 WRB:3 POS:1 PRP$:4 NNP:2 ::3 CD:2 JJR:2
        PRP$ NN:500 NNS:170 JJ:170 CD:15 VBG:12 VBN:14 JJS:20 NNP:35 RB:5 JJR:5 VBZ:1 VBD:1 VB:0.2 VBP:0.5 ,:2 END:4 IN:2
        MD VB:770 RB:130 PRP:50 DT:8 NN:4 NNS:4 NNP:6 ,:8 END:10 IN:3 JJ:1 VBP:0.5 VBD:0.5 VBN:0.5
        TO VB:960 RB:25 VBG:2 ,:2 END:2 DT:0.5 NN:0.6 NNS:0.3 JJ:0.5 VBP:0.2 VBD:0.2 VBN:0.5
        VB DT:220 IN:140 PRP:105 JJ:65 NN:65 NNS:60 PRP$:55 VBN:60 RB:65 TO:45 ,:25 END:40 RP:35 VBG:15 NNP:25 CD:15 WP:12 WRB:10 CC:20 JJR:8 VB:8 WDT:3 EX:1 VBZ:0.5 VBD:0.5 VBP:0.5
        VBP RB:140 DT:120 VBN:90 VBG:60 IN:115 JJ:85 TO:60 PRP:75 NN:40 NNS:40 PRP$:22 ,:18 END:25 VB:12 RP:12 NNP:15 CD:15 WP:8 WRB:8 CC:12 JJR:6 EX:2 WDT:2 VBD:0.7 VBZ:0.5 VBP:0.7
        VBZ DT:170 VBN:120 RB:130 IN:110 JJ:95 VBG:55 TO:55 PRP:45 NN:45 PRP$:30 NNS:30 ,:16 END:25 NNP:22 CD:15 RP:12 WP:10 WRB:8 CC:12 JJR:6 EX:3 VB:2 VBD:0.7 VBZ:0.5 VBP:0.5
        VBD DT:180 VBN:100 RB:100 IN:140 PRP:85 JJ:70 TO:55 NN:38 NNS:28 PRP$:50 ,:22 END:30 RP:35 VBG:20 NNP:25 CD:15 WP:8 WRB:8 CC:15 JJR:6 EX:3 VB:3 VBD:0.7 VBP:0.4 VBZ:0.4
        VBN IN:350 TO:80 DT:70 ,:50 END:70 RB:50 NN:65 NNS:50 JJ:30 VBN:45 VBG:20 CC:35 PRP:18 RP:40 NNP:10 CD:8 PRP$:14 WRB:4 WP:2 VBD:2 VBZ:1 ::5
        VBG DT:200 IN:150 NN:115 NNS:90 PRP:60 PRP$:60 TO:60 JJ:60 RB:40 ,:30 END:45 VBN:18 RP:30 CC:20 NNP:20 CD:12 WP:6 WRB:5 VBZ:6 VBD:5 ::5 POS:1
        RB VBN:30 JJ:130 RB:80 IN:105 VB:14 VBD:80 VBZ:45 VBP:45 ,:70 END:80 DT:65 TO:22 VBG:30 CD:20 MD:12 PRP:32 NN:12 NNS:8 CC:20 NNP:8 PRP$:8 WRB:4 JJR:12 RP:3 ::6 HYPH:4 WP:3
        RP DT:190 IN:200 ,:60 END:90 PRP:50 PRP$:75 NN:50 NNS:50 JJ:35 TO:50 RB:35 CC:30 CD:15 NNP:15 VBG:10 WRB:8 WP:5 ::8
        IN DT:300 NN:100 NNP:115 JJ:90 NNS:80 PRP:90 PRP$:65 CD:50 VBG:40 RB:22 WP:12 WDT:12 IN:20 EX:8 VBN:8 WRB:5 TO:2 JJR:5 JJS:6 ,:3 END:6 VBD:1.5 VBZ:2 VBP:1.5 PDT:4 VB:1 MD:1 $:6 ::1 CC:1
        CC NN:110 DT:115 JJ:90 NNS:90 NNP:100 RB:75 PRP:90 VB:60 VBD:70 VBZ:35 VBP:30 VBN:35 VBG:30 IN:55 PRP$:35 CD:30 MD:10 WRB:8 WP:6 TO:12 EX:8 JJR:8 ,:8 UH:3 PDT:3 WDT:2
        , DT:125 NN:70 NNP:110 CC:120 PRP:95 IN:95 RB:80 JJ:50 NNS:50 WDT:35 VBG:40 VBD:40 VBN:28 PRP$:30 CD:35 VB:25 VBZ:20 VBP:18 MD:8 WP:20 WRB:18 UH:8 TO:12 EX:5 JJR:4 PDT:2
        : DT:150 PRP:120 NN:100 NNP:90 NNS:70 JJ:60 IN:90 RB:70 CC:60 CD:35 VB:30 VBG:20 VBD:15 VBZ:12 VBP:10 VBN:15 PRP$:30 WRB:20 WP:20 MD:6 UH:8 EX:6 TO:10
        CD NN:240 NNS:250 ,:80 END:90 CD:110 JJ:55 IN:85 CC:35 TO:15 VBD:12 VBZ:10 RB:12 NNP:20 HYPH:15 DT:4 VBN:8 MD:5 VBP:6 POS:2 $:2 JJR:10
        WDT VBZ:230 VBD:200 VBP:150 MD:120 PRP:90 DT:75 NN:40 NNS:30 RB:45 NNP:25 JJ:15 PRP$:12 EX:4 IN:8 ,:6
        WP VBD:180 VBZ:190 VBP:130 PRP:155 DT:60 MD:100 RB:45 NN:25 NNS:15 NNP:20 JJ:15 TO:12 PRP$:15 ,:8 END:12 IN:10 EX:3
        WRB DT:140 PRP:250 TO:60 JJ:80 RB:55 VBP:70 VBD:60 VBZ:60 NNP:50 NN:35 NNS:40 MD:45 PRP$:30 EX:10 CD:5 VBN:6 VBG:6 ,:8 END:15 IN:12
        EX VBZ:340 VBD:310 VBP:190 MD:110 RB:20
        UH ,:300 END:250 VB:90 PRP:50 UH:40 DT:30 NN:20 IN:20 MD:10 RB:30 JJ:10 ::40 NNP:20
        POS NN:490 NNS:150 JJ:200 NNP:50 CD:15 VBG:14 VBN:12 JJS:20 RB:10 ,:6 END:12 IN:6 JJR:4 VBZ:2 VBD:2
        $ CD:990
        HYPH NN:380 JJ:180 VBN:180 IN:60 NNS:50 VBG:50 NNP:40 CD:20 RB:20 TO:10 DT:10 RP:10
        """;

    // share of each tag in running text, per mille
    private const string Shares = """
        all NN:140 NNS:58 NNP:75 VB:32 VBP:18 VBZ:24 VBD:38 VBN:22 VBG:16 MD:12 TO:16 DT:90 PDT:1 JJ:62 JJR:4 JJS:3 RB:42 RP:5 IN:110 CC:28 CD:20 PRP:42 PRP$:14 WP:5 WDT:6 WRB:5 EX:2 UH:2 POS:7 END:50 ,:50 ::8 $:3 HYPH:3
        """;

    private static readonly int s_size = Enum.GetValues<PosTag>().Length;

    private static readonly double[] s_scores = Build();

    /// <summary>Logarithm of how much likelier <paramref name="next"/> is after <paramref name="before"/> than in general.</summary>
    public static double Score(PosTag before, PosTag next) => s_scores[((int)before * s_size) + (int)next];

    private static double[] Build()
    {
        var share = new double[s_size];
        Array.Fill(share, 0.002);
        foreach ((_, TagWeight[] weights) in PennTags.ParseWeights(Shares))
        {
            foreach (TagWeight weight in weights)
            {
                share[(int)weight.Tag] = weight.Weight;
            }
        }

        var scores = new double[s_size * s_size];
        foreach ((string head, TagWeight[] weights) in PennTags.ParseWeights(Table))
        {
            Span<double> row = scores.AsSpan((int)PennTags.Parse(head) * s_size, s_size);
            for (int next = 0; next < s_size; next++)
            {
                row[next] = Math.Log(Unlisted / 1000 / Math.Max(share[next], 0.01));
            }

            foreach (TagWeight weight in weights)
            {
                row[(int)weight.Tag] = Math.Log(weight.Weight / share[(int)weight.Tag]);
            }
        }

        return scores;
    }
}
