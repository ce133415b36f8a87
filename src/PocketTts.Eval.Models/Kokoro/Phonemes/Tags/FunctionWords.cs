namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>Function words and frequent words that are several parts of speech, with the shares of each (rounded estimates).</summary>
internal static class FunctionWords
{
    // one tag each
    private const string Single = """
        DT the this these those every each another any an
        IN of with from into onto upon across against along among amid amongst because beneath beside between beyond despite during except if inside of per since than though although throughout till toward towards unless until unlike via whereas whether within without lest at for on as by beside concerning about
        CC and or nor & and/or
        MD could would shall should may must ought ca wo sha cannot 'll ll
        VBZ is has
        VBP am are 'm 're 've ai
        VBD was were did
        VB be
        VBN been done gone shown
        VBG having doing going
        PRP I i you he she it we they me him us them myself yourself himself herself itself ourselves themselves yourselves oneself 'em ya thou thee ye y'
        PRP$ my your its our their thy whose
        WP who whom whoever whomever whatever
        WDT which whichever
        WRB when where why how whenever wherever
        RB not n't nt never always often sometimes usually very too also just even again away ever almost already perhaps maybe rather instead together however therefore thus hence otherwise indeed apart aside ahead abroad everywhere nowhere somewhere anywhere here twice soon seldom quite afterwards afterward anyway forever nevertheless nonetheless moreover furthermore meanwhile meantime aloud alike now then thereby therein somehow somewhat regardless
        NN today tomorrow tonight yesterday something nothing anything everything someone anyone everyone nobody somebody anybody everybody none morning evening thing king ring string spring wing ceiling
        UH oh ah hey yes yeah wow ouch hello hmm uh um er alas okay ok hi bye huh aha hooray gosh gee
        CD two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
        NNS people men women children feet teeth mice geese oxen police cattle ones thanks
        JJ other same own many several various certain few such third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth hundredth thousandth afraid aware alive alone asleep awake able unable ready sure sorry glad
        """;

    private const string Several = """
        a DT:985 NN:15
        to TO:58 IN:42
        that IN:44 WDT:32 DT:24
        in IN:96 RP:4
        no DT:75 UH:15 RB:10
        some DT:95 RB:5
        all DT:70 PDT:15 RB:15
        both DT:70 CC:30
        either DT:50 CC:25 RB:25
        neither DT:50 CC:40 RB:10
        half NN:45 PDT:30 JJ:25
        much JJ:60 RB:40
        more JJR:60 RB:40
        most JJS:55 RB:45
        less JJR:55 RB:45
        least JJS:80 RB:20
        little JJ:75 RB:25
        enough JJ:45 RB:50 NN:5
        but CC:94 IN:4 RB:2
        yet RB:75 CC:25
        so RB:70 IN:28 CC:2
        once RB:60 IN:40
        ago RB:90 IN:10
        while IN:80 NN:20
        before IN:88 RB:12
        after IN:95 RB:5
        around IN:65 RP:20 RB:15
        above IN:75 RB:15 JJ:10
        below IN:60 RB:40
        behind IN:80 RB:15 RP:5
        like IN:62 VB:18 VBP:14 JJ:3 NN:3
        near IN:75 JJ:15 RB:8 VB:2
        down RP:45 IN:25 RB:28 NN:2
        up RP:60 IN:18 RB:22
        out RP:58 IN:22 RB:20
        off RP:52 IN:38 RB:10
        over IN:68 RP:25 RB:7
        through IN:86 RP:14
        under IN:94 RB:6
        past IN:35 JJ:35 NN:28 RB:2
        besides IN:60 RB:40
        outside IN:40 NN:25 JJ:20 RB:15
        inside IN:40 NN:25 RB:20 JJ:15
        plus CC:60 NN:20 JJ:20
        can MD:96 NN:4
        will MD:95 NN:5
        might MD:95 NN:5
        need VB:24 VBP:34 NN:40 MD:2
        dare VB:45 VBP:25 MD:25 NN:5
        do VBP:56 VB:44
        does VBZ:97 NNS:3
        have VBP:55 VB:45
        had VBD:72 VBN:28
        being VBG:85 NN:15
        'd MD:60 VBD:40
        's POS:55 VBZ:45
        ' POS:100
        s NN:60 POS:40
        her PRP$:58 PRP:42
        his PRP$:96 PRP:4
        mine PRP:45 NN:45 VB:10
        ours PRP:100
        yours PRP:100
        hers PRP:100
        theirs PRP:100
        one CD:66 NN:24 PRP:10
        what WP:84 WDT:16
        there EX:48 RB:52
        only RB:80 JJ:20
        still RB:85 JJ:10 NN:5
        back RB:55 NN:32 JJ:7 VB:4 VBP:2
        well RB:74 UH:20 JJ:3 NN:3
        far RB:68 JJ:32
        later RB:70 JJ:30
        else RB:90 JJ:10
        home NN:75 RB:25
        upstairs RB:70 JJ:20 NN:10
        downstairs RB:70 JJ:20 NN:10
        overnight RB:60 JJ:40
        daily JJ:50 RB:45 NN:5
        weekly JJ:60 RB:38 NN:2
        early JJ:55 RB:45
        late JJ:62 RB:38
        long JJ:62 RB:36 VB:1 VBP:1
        hard JJ:60 RB:40
        fast JJ:45 RB:50 VB:5
        straight RB:50 JJ:50
        right NN:28 JJ:38 RB:32 VB:2
        left VBD:40 VBN:26 JJ:22 NN:12
        pretty RB:50 JJ:50
        first JJ:62 RB:34 NN:4
        second JJ:55 NN:40 RB:5
        last JJ:86 RB:5 VB:6 VBP:3
        next JJ:84 RB:16
        please UH:62 VB:28 VBP:4 RB:6
        good JJ:94 NN:6
        better JJR:62 RB:36 VB:2
        best JJS:75 RB:22 NN:3
        worse JJR:70 RB:30
        worst JJS:85 RB:10 NN:5
        further RB:50 JJ:45 VB:5
        front NN:80 JJ:20
        kind NN:65 JJ:35
        sort NN:90 VB:10
        lot NN:100
        round NN:35 JJ:30 IN:15 RB:15 VB:5
        today's NN:100
        may MD:97 NN:3
        v. IN:100
        vs IN:100
        vs. IN:100
        a.m. RB:60 NN:40
        p.m. RB:60 NN:40
        etc. NN:100
        """;

    private static readonly Dictionary<string, TagWeight[]> s_words = Build();

    /// <summary>The tags of a word, or null when it is not listed.</summary>
    /// <param name="word">Word in lower case, except <c>I</c>.</param>
    public static TagWeight[]? Find(string word) => s_words.GetValueOrDefault(word);

    private static Dictionary<string, TagWeight[]> Build()
    {
        var words = new Dictionary<string, TagWeight[]>(StringComparer.Ordinal);
        foreach (string line in Single.Split('\n'))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            TagWeight[] only = [new TagWeight(PennTags.Parse(parts[0]), 1)];
            foreach (string word in parts.AsSpan(1))
            {
                words[word] = only;
            }
        }

        foreach ((string word, TagWeight[] weights) in PennTags.ParseWeights(Several))
        {
            words[word] = weights;
        }

        return words;
    }
}
