using System.Globalization;
using System.Text;
using System.Xml;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>
/// A gate's decision as JUnit XML: a suite for each system × corpus, in it a case for each rule and for each text that got worse than half. What stops the pipeline is a failure (or an error, where nothing
/// could be decided), what does not is skipped with its reason: the file never says more than the exit code.
/// </summary>
public static class JUnitXml
{
    /// <summary>Renders it.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <returns>The document, LF line ends, UTF-8 declared.</returns>
    public static string Render(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Case[] cases = [.. GateRows.Of(result).Select(r => OfRule(r, result)), .. result.Texts.Select(t => OfText(t, result))];
        IGrouping<string, Case>[] suites = [.. cases.GroupBy(c => c.Suite, StringComparer.Ordinal)];
        var output = new Utf8Writer();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "pocket-eval gate: " + result.State.Name());
            WriteCounts(xml, cases);
            foreach (IGrouping<string, Case> suite in suites)
            {
                WriteSuite(xml, suite, result);
            }

            xml.WriteEndElement();
        }

        return output + "\n";
    }

    private static void WriteSuite(XmlWriter xml, IGrouping<string, Case> suite, GateResult result)
    {
        Case[] cases = [.. suite];
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", suite.Key);
        WriteCounts(xml, cases);
        xml.WriteAttributeString("skipped", Number(cases.Count(c => c.Outcome == "skipped")));
        xml.WriteAttributeString("timestamp", result.Head.CreatedUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        WriteProperty(xml, "head", result.HeadName);
        WriteProperty(xml, "baseline", result.BaselineName ?? "none");
        WriteProperty(xml, "rules", result.Rules.Name);
        WriteProperty(xml, "normalizer", result.Head.Normalizer);
        WriteProperty(xml, "machine", result.Head.Machine.Fingerprint);
        xml.WriteEndElement();
        foreach (Case one in cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", Text(one.Name));
            xml.WriteAttributeString("classname", Text(one.Class));
            xml.WriteAttributeString("time", "0");
            if (one.Outcome is { } outcome)
            {
                xml.WriteStartElement(outcome);
                if (outcome != "skipped")
                {
                    xml.WriteAttributeString("type", one.Type);
                }

                xml.WriteAttributeString("message", Text(one.Message));
                xml.WriteString(VisibleText.Of(one.Body));
                xml.WriteEndElement();
            }
            else
            {
                xml.WriteElementString("system-out", VisibleText.Of(one.Body));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, Case[] cases)
    {
        xml.WriteAttributeString("tests", Number(cases.Length));
        xml.WriteAttributeString("failures", Number(cases.Count(c => c.Outcome == "failure")));
        xml.WriteAttributeString("errors", Number(cases.Count(c => c.Outcome == "error")));
        xml.WriteAttributeString("time", "0");
    }

    private static Case OfRule(GateRow row, GateResult result)
    {
        RuleDecision decision = row.Decision;
        string corpus = decision.Rule.Scope.Corpora is [var only] ? only : "all texts";
        string? outcome = row.State switch
        {
            GateState.Pass => null,
            _ when decision.Rule.IsAdvisory => "skipped",
            GateState.Fail => "failure",
            GateState.Inconclusive when result.InconclusiveIsWarning => "skipped",
            _ => "error",
        };
        string[] body =
        [
            $"{row.Value}; baseline {row.Baseline}; worse by {row.Change}; limit {row.Limits}; {row.Counts}",
            row.Reason,
            .. row.WouldChange is { } change ? ["what would have changed it: " + change] : Array.Empty<string>(),
            .. row.Details,
            .. row.Proof,
            .. decision.Rule.Source is { } source ? [FormattableString.Invariant($"{source.File}:{source.Line}")] : Array.Empty<string>(),
        ];
        return new Case($"{decision.SystemId} × {corpus}", row.Rule, $"gate.{decision.SystemId}", outcome, row.State.Name(), row.Reason, string.Join('\n', body));
    }

    // texts explain a failed gate; in one that passes they are no failures
    private static Case OfText(TextFailure text, GateResult result)
    {
        bool isFailure = result.State == GateState.Fail && !text.IsQuarantined
            && result.Decisions.Any(d => d.State == GateState.Fail && string.Equals(d.SystemId, text.SystemId, StringComparison.Ordinal) && !d.Rule.IsAdvisory);
        string line = GateRows.Describe(text);
        return new Case(
            $"{text.SystemId} × {text.Text.Corpus}", $"text {text.Text.UtteranceId}", $"texts.{text.SystemId}", isFailure ? "failure" : "skipped", "text", line, line);
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", Text(value));
        xml.WriteEndElement();
    }

    private static string Text(string text) => VisibleText.OneLine(text);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Case(string Suite, string Name, string Class, string? Outcome, string Type, string Message, string Body);

    // a string writer says UTF-16 in the declaration, and the file is UTF-8
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
}
