using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>How files are fetched.</summary>
public sealed record DownloadSettings
{
    /// <summary>Files fetched at once, 1 to 16; default 4.</summary>
    public int ParallelFiles { get; init; } = 4;

    /// <summary>Attempts in a row without a new byte before a source is given up, 1 to 20; default 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Pause before the second attempt; it doubles with each further one, with jitter. Default 1 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause, also when the server asks for a longer one; default 60 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server may say nothing before the connection counts as broken; default 30 s.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of a file whose size nobody knows; default 16 GB.</summary>
    public long LargestUnknownFile { get; init; } = 16_000_000_000;

    /// <summary>Checks the values.</summary>
    /// <exception cref="InputException">Values are out of range; all of them are named.</exception>
    public void Validate()
    {
        var problems = new List<InputException>();
        Check(ParallelFiles is >= 1 and <= 16, $"{ParallelFiles} files at once", $"1 to 16");
        Check(Attempts is >= 1 and <= 20, $"{Attempts} attempts", $"1 to 20");
        Check(Pause > TimeSpan.Zero && Pause <= LongestPause, $"a pause of {Pause}", $"up to {LongestPause}");
        Check(StallLimit > TimeSpan.Zero, $"a stall limit of {StallLimit}", $"more than 0");
        if (problems.Count > 0)
        {
            throw new InputException(problems);
        }

        void Check(bool isRight, FormattableString found, FormattableString expected)
        {
            if (!isRight)
            {
                problems.Add(new InputException(FormattableString.Invariant(found), expected: FormattableString.Invariant(expected)));
            }
        }
    }
}
