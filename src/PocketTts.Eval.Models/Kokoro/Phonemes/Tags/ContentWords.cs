namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>
/// Base forms of frequent verbs, irregular verbs, adjectives, and words whose sound depends on their part of speech and
/// that are clearly more often one than the other. Everything else is guessed from its form.
/// </summary>
internal static class ContentWords
{
    // base past participle
    private const string Irregular = """
        arise arose arisen;awake awoke awoken;bear bore borne;beat beat beaten;become became become;begin began begun;bend bent bent;bet bet bet;bind bound bound;bite bit bitten;bleed bled bled;blow blew blown;break broke broken;breed bred bred;bring brought brought;build built built;burst burst burst;buy bought bought;cast cast cast;catch caught caught;choose chose chosen;cling clung clung;come came come;cost cost cost;creep crept crept;cut cut cut;deal dealt dealt;dig dug dug;dive dove dived;draw drew drawn;dream dreamt dreamt;drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;feed fed fed;feel felt felt;fight fought fought;find found found;flee fled fled;fling flung flung;fly flew flown;forbid forbade forbidden;forget forgot forgotten;forgive forgave forgiven;freeze froze frozen;get got got;give gave given;go went gone;grind ground ground;grow grew grown;hang hung hung;hear heard heard;hide hid hidden;hit hit hit;hold held held;hurt hurt hurt;keep kept kept;kneel knelt knelt;know knew known;lay laid laid;lead led led;leap leapt leapt;learn learnt learnt;leave left left;lend lent lent;let let let;lie lay lain;light lit lit;lose lost lost;make made made;mean meant meant;meet met met;mistake mistook mistaken;overcome overcame overcome;pay paid paid;put put put;quit quit quit;read read read;reread reread reread;ride rode ridden;ring rang rung;rise rose risen;run ran run;say said said;see saw seen;seek sought sought;sell sold sold;send sent sent;set set set;sew sewed sewn;shake shook shaken;shed shed shed;shine shone shone;shoot shot shot;show showed shown;shrink shrank shrunk;shut shut shut;sing sang sung;sink sank sunk;sit sat sat;sleep slept slept;slide slid slid;speak spoke spoken;spend spent spent;spill spilt spilt;spin spun spun;split split split;spread spread spread;spring sprang sprung;stand stood stood;steal stole stolen;stick stuck stuck;sting stung stung;stink stank stunk;strike struck struck;strive strove striven;swear swore sworn;sweep swept swept;swell swelled swollen;swim swam swum;swing swung swung;take took taken;teach taught taught;tear tore torn;tell told told;think thought thought;throw threw thrown;tread trod trodden;understand understood understood;undertake undertook undertaken;upset upset upset;wake woke woken;wear wore worn;weave wove woven;weep wept wept;win won won;wind wound wound;withdraw withdrew withdrawn;withstand withstood withstood;wring wrung wrung;write wrote written;rewrite rewrote rewritten;rebuild rebuilt rebuilt;retake retook retaken;overthrow overthrew overthrown;override overrode overridden;overtake overtook overtaken;foresee foresaw foreseen
        """;

    // verbs before they are anything else
    private const string Verbs = """
        accept accuse achieve acquire adapt add adjust admire admit admonish adopt advise afford agree allow amuse announce annoy anticipate apologize appear apply appoint appreciate approve arrange arrest arrive ask assert assign assist assume attain attend avoid
        be become beg begin behave believe belong betray blame boast borrow bother bring build bury buy calculate cancel carry cease celebrate choose cite clarify clean climb close collapse collect come commit compare compel compete complain complete compose comprise conceal concede conceive concern conclude confess confirm confuse connect consider consult consume continue contribute convince cooperate cope correct cry
        damage deceive decide declare decline defend defer define delay deliver demonstrate deny depart depend depict deprive derive describe deserve destroy determine develop devote die differ disagree disappear discover discuss dismiss display distinguish distribute disturb divide draw dress drop earn eat educate elect eliminate embrace emerge employ enable encounter encourage endure engage enjoy ensure enter entertain establish evaluate examine exclude exercise exist expand expect explain explode explore expose express extend
        face fail fetch figure fill find finish fit fix float follow forbid force forget forgive form found gain gather get give glance go grab grant grow guarantee guess handle happen hate hear help hesitate hide hold hope hunt identify ignore illustrate imagine imply improve include indicate infer influence inform inherit inquire insist install intend introduce invent invest investigate involve join jump justify
        keep kick kill kiss knock know lack laugh launch lay lead lean learn leave lend let lift list listen live locate lock look lose maintain make manage marry matter mean measure meet melt mention mind miss mix move mutter obey observe obtain occupy occur offer open operate oppose ought overcome owe own pack park participate pay perceive perform persuade pick plan play please pour pray prefer prepare preserve press pretend prevent proceed promise promote propose protect prove provide publish pull punish purchase pursue push put
        quit quote raise reach react realize receive reckon recognize recommend reduce refer reflect regard register relate relax release rely remain remember remind remove renew rent repair repeat replace reply represent require rescue resemble reserve resign resist resolve respond rest restore retain retire reveal review revise ride rob roll rub ruin run rush
        satisfy save say scream search see seek seem seize select sell send serve settle shake share shoot shout show shut sigh sing sit sleep slip smell smile solve speak spend spread stand stare start state stay steal stick stop strike struggle submit succeed suffer suggest summarize supply support suppose surround survive swallow swear sweep swim switch
        take talk taste teach tell tend think threaten throw tie touch train travel treat try turn understand unite urge use vanish vary visit vote wait wake walk wander want warn wash watch wave wear weep whisper wipe wish wonder work worry write yell yield stalk knit gnaw plough
        """;

    private const string Adjectives = """
        old young new bad big small large great short high low hot cold warm cool strong weak soft heavy dark bright deep wide narrow full empty rich poor dirty fresh dry wet slow quick loud quiet happy sad angry proud calm brave clever wise foolish true false real fair free busy lazy easy difficult simple plain common rare strange odd sweet sour bitter sharp blunt thick thin tall flat smooth rough tight loose safe dangerous sick ill healthy red blue green white black grey gray brown pink purple yellow orange whole entire main major minor total final single double human wild tame gentle tough rude polite nice fine pleasant beautiful ugly lovely lonely friendly silly holy early only likely unlikely elderly costly deadly lively ugly daft dead alive blind deaf mute bare bald bold chief common complex cruel dear direct due eager elder equal evil exact extra faint false familiar famous firm fit foreign fond former frank guilty honest huge humble innocent keen lame latter legal level local loyal mad mean mere modern moral naked native naval neat nervous noble normal novel numb pale patient private public pure queer quiet random rapid raw recent regular remote ripe royal sacred secret senior serious severe shy sincere slight sole solid sore special stale steep stern stiff stupid subtle sudden sunny superb supreme swift thorough tiny tired ultimate unique upper urgent usual vague vain vast vital vivid weary weird wicked worth young funny strict sober spare stable steady stout
        """;

    // heteronyms and other words that are several things
    private const string Several = """
        close VB:40 VBP:8 JJ:34 RB:14 NN:4
        live VB:52 VBP:26 JJ:20 RB:2
        lives NNS:60 VBZ:40
        wind NN:88 VB:9 VBP:3
        winds NNS:88 VBZ:12
        tear NN:45 VB:38 VBP:17
        bow NN:55 VB:33 VBP:12
        dove NN:55 VBD:45
        sow VB:60 NN:30 VBP:10
        lead VB:42 NN:32 JJ:10 VBP:16
        object NN:66 VB:22 VBP:12
        objects NNS:85 VBZ:15
        subject NN:80 JJ:14 VB:4 VBP:2
        present JJ:42 NN:38 VB:15 VBP:5
        content NN:60 JJ:36 VB:4
        contents NNS:99 VBZ:1
        record NN:62 VB:24 JJ:9 VBP:5
        project NN:84 VB:11 VBP:5
        produce VB:62 VBP:22 NN:16
        conduct NN:46 VB:42 VBP:12
        contract NN:82 VB:13 VBP:5
        contrast NN:76 VB:16 VBP:8
        conflict NN:84 VB:10 VBP:6
        desert NN:74 VB:20 VBP:6
        insert VB:66 NN:22 VBP:12
        invalid JJ:76 NN:24
        minute NN:92 JJ:8
        perfect JJ:88 VB:10 VBP:2
        permit NN:42 VB:42 VBP:16
        present-day JJ:100
        progress NN:86 VB:9 VBP:5
        protest NN:66 VB:24 VBP:10
        rebel NN:64 VB:26 VBP:10
        refuse VB:54 VBP:28 NN:18
        reject VB:62 VBP:24 NN:14
        separate JJ:68 VB:26 VBP:6
        suspect VB:32 VBP:26 NN:34 JJ:8
        transfer NN:56 VB:34 VBP:10
        transport NN:66 VB:26 VBP:8
        increase NN:52 VB:34 VBP:14
        decrease NN:55 VB:30 VBP:15
        import NN:46 VB:40 VBP:14
        export NN:46 VB:40 VBP:14
        use NN:46 VB:38 VBP:16
        uses NNS:42 VBZ:58
        used VBN:42 VBD:40 JJ:18
        house NN:93 VB:5 VBP:2
        houses NNS:92 VBZ:8
        excuse NN:50 VB:40 VBP:10
        abuse NN:74 VB:20 VBP:6
        advocate NN:56 VB:28 VBP:16
        affect VB:70 VBP:26 NN:4
        alternate JJ:50 VB:36 NN:10 VBP:4
        approximate JJ:64 VB:26 VBP:10
        appropriate JJ:90 VB:8 VBP:2
        articulate JJ:50 VB:38 VBP:12
        associate NN:40 VB:34 JJ:16 VBP:10
        attribute VB:40 NN:46 VBP:14
        compact JJ:66 NN:20 VB:14
        compound NN:62 JJ:24 VB:11 VBP:3
        console VB:40 NN:54 VBP:6
        contest NN:76 VB:18 VBP:6
        converse VB:52 VBP:18 NN:16 JJ:14
        convert VB:60 NN:26 VBP:14
        convict VB:42 NN:50 VBP:8
        coordinate VB:62 NN:20 JJ:8 VBP:10
        defect NN:72 VB:20 VBP:8
        delegate VB:42 NN:46 VBP:12
        deliberate JJ:72 VB:20 VBP:8
        digest VB:56 NN:32 VBP:12
        discount NN:74 VB:20 VBP:6
        document NN:80 VB:16 VBP:4
        duplicate VB:38 JJ:34 NN:24 VBP:4
        elaborate JJ:60 VB:34 VBP:6
        entrance NN:97 VB:3
        escort NN:52 VB:42 VBP:6
        essay NN:96 VB:4
        estimate NN:50 VB:34 VBP:16
        extract VB:56 NN:36 VBP:8
        frequent JJ:92 VB:6 VBP:2
        graduate NN:46 VB:34 JJ:12 VBP:8
        graduates NNS:82 VBZ:18
        impact NN:86 VB:12 VBP:2
        implement VB:72 NN:18 VBP:10
        incense NN:90 VB:10
        incline NN:60 VB:30 VBP:10
        initiate VB:82 NN:10 VBP:8
        insult NN:58 VB:32 VBP:10
        intimate JJ:84 VB:8 NN:8
        intrigue NN:66 VB:28 VBP:6
        invite VB:72 VBP:18 NN:10
        isolate VB:76 VBP:12 NN:12
        learned VBD:55 VBN:36 JJ:9
        legitimate JJ:95 VB:5
        moderate JJ:74 VB:20 NN:6
        mouth NN:97 VB:3
        offset VB:46 VBN:24 NN:20 VBD:10
        overall JJ:66 RB:34
        overlap NN:46 VB:38 VBP:16
        overlook VB:68 VBP:22 NN:10
        predicate NN:70 VB:30
        premise NN:96 VB:4
        proceeds NNS:56 VBZ:44
        read VB:36 VBP:10 VBD:32 VBN:20 NN:2
        recall VB:52 VBP:26 NN:22
        refund NN:62 VB:32 VBP:6
        replay VB:46 NN:48 VBP:6
        research NN:92 VB:7 VBP:1
        segment NN:90 VB:10
        subordinate JJ:40 NN:46 VB:14
        supplement NN:72 VB:22 VBP:6
        survey NN:84 VB:12 VBP:4
        torment NN:58 VB:32 VBP:10
        transform VB:80 VBP:18 NN:2
        underground JJ:60 RB:30 NN:10
        update NN:44 VB:48 VBP:8
        upgrade NN:46 VB:46 VBP:8
        upset JJ:52 VBN:22 VB:12 VBD:10 NN:4
        wound NN:52 VBD:20 VBN:14 VB:10 VBP:4
        bass NN:97 JJ:3
        august JJ:40 NN:60
        crooked JJ:92 VBD:8
        dogged JJ:50 VBD:30 VBN:20
        jagged JJ:100
        ragged JJ:100
        allied JJ:50 VBN:30 VBD:20
        cause NN:54 VB:34 VBP:12
        offer NN:46 VB:42 VBP:12
        order NN:80 VB:15 VBP:5
        point NN:88 VB:9 VBP:3
        report NN:66 VB:20 VBP:14
        return NN:48 VB:42 VBP:10
        sound NN:56 VB:20 VBP:10 JJ:14
        result NN:84 VB:10 VBP:6
        cost NN:60 VB:14 VBD:12 VBP:8 VBN:6
        show VB:40 NN:30 VBP:30
        shows NNS:20 VBZ:80
        takes VBZ:95 NNS:5
        things NNS:100
        open JJ:48 VB:38 VBP:12 NN:2
        light NN:52 JJ:36 VB:12
        clear JJ:74 VB:22 RB:4
        content-free JJ:100
        clean JJ:52 VB:42 RB:6
        correct JJ:70 VB:26 VBP:4
        complete JJ:62 VB:34 VBP:4
        free JJ:80 VB:16 RB:4
        own JJ:78 VB:12 VBP:10
        found VBD:54 VBN:44 VB:2
        felt VBD:80 VBN:14 NN:6
        saw VBD:95 NN:5
        spoke VBD:92 NN:8
        rose VBD:62 NN:38
        fell VBD:96 VB:2 JJ:2
        bit NN:76 VBD:20 VBN:4
        ground NN:90 VBD:6 VBN:4
        shot NN:52 VBD:28 VBN:20
        bound JJ:46 VBN:34 VBD:14 NN:6
        lay VBD:52 VB:34 VBP:10 JJ:4
        thought VBD:44 NN:36 VBN:20
        """;

    private static readonly Dictionary<string, TagWeight[]> s_several = BuildSeveral();
    private static readonly HashSet<string> s_verbs = Words(Verbs);
    private static readonly HashSet<string> s_adjectives = Words(Adjectives);

    /// <summary>The tags of a listed word, or null.</summary>
    public static TagWeight[]? Find(string word) => s_several.GetValueOrDefault(word);

    /// <summary>True for a base form that is above all a verb.</summary>
    public static bool IsVerb(string word) => s_verbs.Contains(word);

    /// <summary>True for a listed adjective.</summary>
    public static bool IsAdjective(string word) => s_adjectives.Contains(word);

    private static Dictionary<string, TagWeight[]> BuildSeveral()
    {
        var words = new Dictionary<string, TagWeight[]>(StringComparer.Ordinal);
        foreach (string verb in Irregular.Split(';', StringSplitOptions.TrimEntries))
        {
            string[] forms = verb.Split(' ');
            AddForm(words, forms[0], PosTag.VerbBase, 0.6);
            AddForm(words, forms[0], PosTag.VerbPresent, 0.4);
            AddForm(words, forms[0], PosTag.Noun, 0.12);
            AddForm(words, forms[1], PosTag.VerbPast, 0.6);
            AddForm(words, forms[2], PosTag.VerbPastParticiple, 0.5);
        }

        foreach (string word in words.Keys.ToArray())
        {
            double sum = words[word].Sum(w => w.Weight);
            words[word] = Array.ConvertAll(words[word], w => w with { Weight = w.Weight / sum });
        }

        foreach ((string word, TagWeight[] weights) in PennTags.ParseWeights(Several))
        {
            words[word] = weights;
        }

        return words;
    }

    private static void AddForm(Dictionary<string, TagWeight[]> words, string word, PosTag tag, double weight)
    {
        TagWeight[] known = words.GetValueOrDefault(word) ?? [];
        if (!Array.Exists(known, w => w.Tag == tag))
        {
            words[word] = [.. known, new TagWeight(tag, weight)];
        }
    }

    private static HashSet<string> Words(string text) =>
        new(text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.Ordinal);
}
