namespace PocketTts.Eval.Reports.Exports;

/// <summary>What becomes of the sounds when takes are exported.</summary>
public enum ExportAudio
{
    /// <summary>They stay where they are.</summary>
    None,

    /// <summary>They are copied into <c>audio/</c> beside the table.</summary>
    Copy,

    /// <summary>Symbolic links to them are made there.</summary>
    Link,
}
