namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>How a file came to be here.</summary>
public enum PullOutcome
{
    /// <summary>It was here and is right.</summary>
    Here,

    /// <summary>It was fetched.</summary>
    Fetched,

    /// <summary>It was copied from the Hugging Face cache.</summary>
    Copied,

    /// <summary>It is optional and no source has it.</summary>
    Absent,
}
