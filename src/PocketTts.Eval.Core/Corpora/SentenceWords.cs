using System.Collections.Frozen;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>What a language's abbreviations and first words say about the end of a sentence.</summary>
internal sealed class SentenceWords
{
    private static readonly SentenceWords s_english = new(
        never: "mr mrs ms messrs dr prof rev hon gen col capt maj lt cmdr sgt cpl gov sen rep pres supt e.g i.e viz vs cf approx mt ft",
        beforeNumber: "no nos jan feb mar apr jun jul aug sep sept oct nov dec p pp vol ch fig sec art ext rm",
        maybe: "etc inc ltd co corp jr sr st ave rd blvd dept est al misc temp a.m p.m u.s u.k u.n ph.d b.a m.a m.d",
        starters: "the a an he she it they we you i i'm i'll this that these those there here then but and so or yet in on at by from with for to of when while where if as after before since once my our your his her its their what who why how which yes no not now every each some many most all both another nobody everyone everybody one two three today yesterday tomorrow later meanwhile however still only even please let don't do did is are was were can could will would should have has had");

    // "Sat." is a day, "sat." is not
    private static readonly FrozenSet<string> s_englishDays = Set("Mon Tue Tues Wed Thu Thurs Fri Sat Sun");

    private static readonly SentenceWords s_german = new(
        never: "hr hrn fr dr prof dipl ing z.b d.h u.a bzw ca vgl evtl ggf inkl st sog geb",
        beforeNumber: "nr abs art s bd kap jan feb apr jun jul aug sep sept okt nov dez tel",
        maybe: "usw etc str co gmbh jh",
        starters: "der die das den dem ein eine einen einem er sie es wir ihr ich du man und aber doch dann da dort hier als wenn weil im in am an auf aus bei mit nach von vor zu zum zur was wer wie wo warum ja nein nicht nun so alle jeder niemand mein meine sein seine unser unsere heute gestern morgen bitte",
        hasOrdinals: true);

    private static readonly SentenceWords s_french = new(
        never: "m mm mme mmes mlle dr pr st ste cf p.ex c.-\u00E0-d env av bd",
        beforeNumber: "n no p pp vol chap art fig t\u00E9l janv f\u00E9vr avr juil sept oct nov d\u00E9c",
        maybe: "etc inc j.-c",
        starters: "le la les l un une des du il elle ils elles on nous vous je j'ai tu ce c'est c'\u00E9tait cette ces et mais puis alors dans en \u00E0 au aux sur sous avec pour par quand si o\u00F9 qui que quoi comment pourquoi oui non mon ma mes son sa ses notre votre leur tout tous chaque hier demain aujourd'hui");

    private static readonly SentenceWords s_spanish = new(
        never: "sr sra srta sres dr dra prof d do\u00F1a ud uds p.ej st sta gral av avda",
        beforeNumber: "n n\u00FAm p\u00E1g p\u00E1gs vol cap art fig tel ene feb mar abr jun jul ago sep oct nov dic",
        maybe: "etc ee.uu s.a c\u00EDa jr",
        starters: "el la los las un una unos unas \u00E9l ella ellos ellas yo t\u00FA nosotros lo y pero luego entonces en con por para de a al cuando si c\u00F3mo qu\u00E9 qui\u00E9n d\u00F3nde por s\u00ED no mi su sus nuestro este esta eso ese todo todos cada nadie hoy ayer ma\u00F1ana");

    private static readonly SentenceWords s_italian = new(
        never: "sig sig.ra sigg dott dr prof avv ing geom mons p.es es ecc.mo",
        beforeNumber: "n nr p pag pagg vol cap art fig tel gen feb mar apr mag giu lug ago set ott nov dic",
        maybe: "ecc s.p.a s.r.l",
        starters: "il lo la i gli le l un uno una egli lui lei loro noi voi io tu e ma poi allora in con per di da a al alla quando se come che chi dove perch\u00E9 s\u00EC no non mio mia suo sua nostro questo questa quello tutti ogni nessuno oggi ieri domani");

    private static readonly SentenceWords s_portuguese = new(
        never: "sr sra srta dr dra prof profa exmo d st av p.ex",
        beforeNumber: "n n\u00BA p p\u00E1g p\u00E1gs vol cap art fig tel jan fev mar abr mai jun jul ago set out nov dez",
        maybe: "etc s.a ltda cia jr",
        starters: "o a os as um uma uns umas ele ela eles elas eu n\u00F3s voc\u00EA voc\u00EAs e mas depois ent\u00E3o em no na com por para de quando se como que quem onde sim n\u00E3o meu minha seu sua nosso este esta isso esse todo todos cada ningu\u00E9m hoje ontem amanh\u00E3");

    private static readonly SentenceWords s_other = new(never: "dr mr prof st", beforeNumber: "no p", maybe: "etc", starters: string.Empty);

    private readonly FrozenSet<string> _never;
    private readonly FrozenSet<string> _beforeNumber;
    private readonly FrozenSet<string> _maybe;
    private readonly FrozenSet<string> _starters;
    private readonly bool _hasOrdinals;

    private SentenceWords(string never, string beforeNumber, string maybe, string starters, bool hasOrdinals = false)
    {
        _never = Set(never);
        _beforeNumber = Set(beforeNumber);
        _maybe = Set(maybe);
        _starters = Set(starters);
        _hasOrdinals = hasOrdinals;
    }

    /// <summary>The words of a language; few for one that is not known.</summary>
    public static SentenceWords For(string language) => language.Split('-')[0].ToLowerInvariant() switch
    {
        "en" => s_english,
        "de" => s_german,
        "fr" => s_french,
        "es" => s_spanish,
        "it" => s_italian,
        "pt" => s_portuguese,
        _ => s_other,
    };

    /// <summary>True for the English pronoun, which is upper case anywhere.</summary>
    public static bool IsFirstPerson(string word) => word is "I" || word.StartsWith("I'", StringComparison.Ordinal) || word.StartsWith("I\u2019", StringComparison.Ordinal);

    /// <summary>True for a word that sentences often begin with and names do not.</summary>
    public bool IsStarter(string word) => _starters.Contains(word.ToLowerInvariant().Replace('\u2019', '\''));

    /// <summary>What a full stop after a word means.</summary>
    /// <param name="word">The word without that stop.</param>
    /// <param name="isFirst">True when nothing of the sentence stands before it.</param>
    public WordEnding Ending(string word, bool isFirst)
    {
        string lower = word.ToLowerInvariant();
        if (_never.Contains(lower))
        {
            return WordEnding.Never;
        }

        if (word.Length > 0 && word.All(char.IsDigit))
        {
            // "1. Peel the onions", "am 3. Oktober"
            return isFirst && word.Length <= 3 ? WordEnding.Never : _hasOrdinals && word.Length <= 2 ? WordEnding.BeforeStarter : WordEnding.Always;
        }

        if (_beforeNumber.Contains(lower))
        {
            return word.Length == 1 && char.IsUpper(word[0]) ? WordEnding.BeforeStarter : WordEnding.BeforeNumber;
        }

        bool isInitial = word.Length == 1 && char.IsUpper(word[0]);
        bool isDotted = word.Contains('.', StringComparison.Ordinal) && word.Split('.').All(p => p.Length is 1 or 2 && p.All(char.IsLetter));
        return isInitial || isDotted || _maybe.Contains(lower) || (this == s_english && s_englishDays.Contains(word)) ? WordEnding.BeforeStarter : WordEnding.Always;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
