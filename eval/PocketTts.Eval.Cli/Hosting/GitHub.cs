using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Reports.Gates;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Inside GitHub Actions: annotations beside the rules, and the job summary.</summary>
internal static class GitHub
{
    /// <summary>Reports a decision when this is a job of GitHub Actions.</summary>
    public static void Report(CliHost host, GateResult result, TextWriter output)
    {
        if (host.Environment("GITHUB_ACTIONS") != "true")
        {
            return;
        }

        output.Write(GitHubAnnotations.Render(result));
        if (host.Environment("GITHUB_STEP_SUMMARY") is not { Length: > 0 } summary)
        {
            return;
        }

        try
        {
            File.AppendAllText(summary, GateMarkdown.Render(result), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written ({problem.Message})", summary, field: "GITHUB_STEP_SUMMARY", innerException: problem);
        }
    }
}
