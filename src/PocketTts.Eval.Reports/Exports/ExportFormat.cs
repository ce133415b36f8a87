namespace PocketTts.Eval.Reports.Exports;

/// <summary>Forms in which other tools read the takes of a run.</summary>
public enum ExportFormat
{
    /// <summary>sclite transcripts: <c>ref.trn</c> and <c>hyp.trn</c>.</summary>
    Trn,

    /// <summary><c>metadata.jsonl</c>: a JSON object per take.</summary>
    Jsonl,

    /// <summary><c>metadata.csv</c>: a row per take, without the lists of words.</summary>
    Csv,

    /// <summary><c>metadata.parquet</c>: a row per take, columns as the fields of <see cref="Jsonl"/>.</summary>
    Parquet,
}
