namespace PocketTts.Eval.Core.Text;

/// <summary>What a character does to the word that is being read.</summary>
internal enum CharacterRole
{
    /// <summary>Belongs to the word.</summary>
    Word,

    /// <summary>Belongs to the word as an apostrophe.</summary>
    Apostrophe,

    /// <summary>Ends the word.</summary>
    Boundary,

    /// <summary>Vanishes without ending the word.</summary>
    Nothing,
}
