using CsvHelper;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Csv;

/// <summary>How all CSV files are written: LF, true and false in lower case, text that no spreadsheet runs.</summary>
internal static class CsvText
{
    public static CsvWriterOptions Options { get; } = new()
    {
        NewLine = "\n",
        Injection = CsvInjection.Escape,
        TrueValue = "true",
        FalseValue = "false",
    };

    /// <summary>Writes text of any origin.</summary>
    public static void Write(CsvWriter csv, string? text)
    {
        // the library guards the ASCII characters that start a formula; East Asian spreadsheets also take the full-width forms
        string? visible = text is null ? null : VisibleText.Of(text);
        csv.WriteField(visible is ['＝' or '＋' or '－' or '＠', ..] ? "'" + visible : visible);
    }
}
