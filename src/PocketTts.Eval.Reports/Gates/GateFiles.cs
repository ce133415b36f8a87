using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>Writes a gate's decision in every form into a folder.</summary>
public static class GateFiles
{
    /// <summary>Name of the decision for machines.</summary>
    public const string JsonName = "gate.json";

    /// <summary>Name of the decision for test viewers.</summary>
    public const string JUnitName = "junit.xml";

    /// <summary>Name of the decision for job summaries and pull requests.</summary>
    public const string MarkdownName = "gate.md";

    /// <summary>Name of the decision for GitLab.</summary>
    public const string CodeQualityName = "gl-code-quality-report.json";

    /// <summary>Writes the files; older ones are replaced.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <param name="folder">The folder, made when it is not there.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void Write(GateResult result, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            Directory.CreateDirectory(folder);
            WriteOne(folder, JsonName, GateJson.Render(result));
            WriteOne(folder, JUnitName, JUnitXml.Render(result));
            WriteOne(folder, MarkdownName, GateMarkdown.Render(result));
            WriteOne(folder, CodeQualityName, GitLabCodeQuality.Render(result));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the decision cannot be written ({problem.Message})", folder, remedy: "name a folder that you may write to with --out", innerException: problem);
        }
    }

    private static void WriteOne(string folder, string name, string content)
    {
        // a reader finds the old file or the new one, never a part
        string path = Path.Combine(folder, name);
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(temporary, path, overwrite: true);
    }
}
