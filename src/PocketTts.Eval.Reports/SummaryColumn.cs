namespace PocketTts.Eval.Reports;

/// <summary>A column of a <see cref="SummaryTable"/>.</summary>
/// <param name="Key">Stable name in camel case, e.g. <c>rtfMedian</c>.</param>
/// <param name="Header">Short heading with its unit or direction, e.g. <c>RTF median</c>.</param>
/// <param name="IsNumber">True when the column is set flush right.</param>
/// <param name="Meaning">One sentence that defines the number.</param>
public sealed record SummaryColumn(string Key, string Header, bool IsNumber, string Meaning);
