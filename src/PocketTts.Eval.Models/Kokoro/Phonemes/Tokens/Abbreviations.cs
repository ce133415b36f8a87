namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

/// <summary>Words that keep their dot or apostrophe: their dot ends no sentence, their apostrophe opens no quotation.</summary>
internal static class Abbreviations
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_dotted = new HashSet<string>(
        ("a.m. p.m. Adm. Bros. co. Co. Corp. D.C. Dr. e.g. E.g. E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. "
        + "Mont. Mr. Mrs. Ms. Ph.D. Prof. Rep. Rev. Sen. Sr. St. vs. v.s. Mt. Capt. Col. Cmdr. Hon. Lt. Maj. Sgt. Esq. "
        + "Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul. Jun. Kan. Kans. "
        + "Ky. La. Mar. Mass. Mich. Minn. Miss. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla. Ore. Pa. S.C. "
        + "Sep. Sept. Tenn. Va. Wash. Wis. etc. Etc. approx. dept. est. fig. Fig. vol. Vol. No. Nos. Ave. Blvd. Rd.")
        .Split(' '), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_apostrophe = new HashSet<string>(
        ("'d 's 'S 'm 'll 're 've 'cause 'Cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout 'em 'Em 'nuff 'tis 'Tis 'twas 'Twas "
        + "'twere 'twill 'twixt 'twould 'n' 'n 'til 'round 'neath 'gainst 'mongst 'cept 'pon doin' goin' nothin' nuthin' ol' "
        + "somethin' lovin' havin'").Split(' '), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for an abbreviation with its dot.</summary>
    public static bool IsDotted(ReadOnlySpan<char> text) => text.Length is > 2 and < 9 && text[^1] == '.' && s_dotted.Contains(text);

    /// <summary>True for a word written with an apostrophe at an end.</summary>
    public static bool HasApostrophe(ReadOnlySpan<char> text) => text.Length is > 1 and < 10 && s_apostrophe.Contains(text);
}
