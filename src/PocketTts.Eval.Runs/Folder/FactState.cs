namespace PocketTts.Eval.Runs.Folder;

/// <summary>What is known of a take, a transcript or a piece of evidence.</summary>
internal enum FactState : byte
{
    /// <summary>Nothing: it is still to be made.</summary>
    Missing,

    /// <summary>It was made.</summary>
    Done,

    /// <summary>It could not be made, which is final until somebody asks for another attempt.</summary>
    Failed,
}
