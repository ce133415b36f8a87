using System.Text.Json.Serialization;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>
/// A take as other tools read it: names and meaning are those of the columns of <c>takes.csv</c> (docs/report-files.md). Settable, since the Parquet
/// library fills such objects itself.
/// </summary>
internal sealed class ExportRow
{
    /// <summary>Path of the sound, relative to the table; null without sound.</summary>
    [JsonPropertyName("file_name")]
    public string? FileName { get; set; }

    /// <summary>Id of the system.</summary>
    [JsonPropertyName("system")]
    public string System { get; set; } = string.Empty;

    /// <summary>Name of the corpus.</summary>
    [JsonPropertyName("corpus")]
    public string Corpus { get; set; } = string.Empty;

    /// <summary>Id of the utterance.</summary>
    [JsonPropertyName("utterance")]
    public string Utterance { get; set; } = string.Empty;

    /// <summary>From 0.</summary>
    [JsonPropertyName("repeat")]
    public int Repeat { get; set; }

    /// <summary><c>ok</c>, <c>failed</c> or <c>missing</c>.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; } = string.Empty;

    /// <summary>Stage of the first failure.</summary>
    [JsonPropertyName("failureStage")]
    public string? FailureStage { get; set; }

    /// <summary>Its reason.</summary>
    [JsonPropertyName("failureReason")]
    public string? FailureReason { get; set; }

    /// <summary>One sentence.</summary>
    [JsonPropertyName("failureMessage")]
    public string? FailureMessage { get; set; }

    /// <summary>Seed the engine was given.</summary>
    [JsonPropertyName("seed")]
    public long? Seed { get; set; }

    /// <summary>BCP 47 tag.</summary>
    [JsonPropertyName("language")]
    public string Language { get; set; } = string.Empty;

    /// <summary>The utterance's tags.</summary>
    [JsonPropertyName("tags")]
    public List<string> Tags { get; set; } = [];

    /// <summary>The text as written.</summary>
    [JsonPropertyName("text")]
    public string Text { get; set; } = string.Empty;

    /// <summary>Other readings that are right too.</summary>
    [JsonPropertyName("acceptedForms")]
    public List<string> AcceptedForms { get; set; } = [];

    /// <summary>SHA-256 of the sound's file.</summary>
    [JsonPropertyName("audioSha256")]
    public string? AudioSha256 { get; set; }

    /// <summary>Samples per second.</summary>
    [JsonPropertyName("sampleRateHz")]
    public int? SampleRateHz { get; set; }

    /// <summary>Length.</summary>
    [JsonPropertyName("audioSeconds")]
    public double? AudioSeconds { get; set; }

    /// <summary>Wall time of the synthesis.</summary>
    [JsonPropertyName("wallSeconds")]
    public double? WallSeconds { get; set; }

    /// <summary>WallSeconds ÷ audioSeconds.</summary>
    [JsonPropertyName("rtf")]
    public double? Rtf { get; set; }

    /// <summary>Wall time to the first sound.</summary>
    [JsonPropertyName("firstAudioSeconds")]
    public double? FirstAudioSeconds { get; set; }

    /// <summary>Processor time.</summary>
    [JsonPropertyName("cpuSeconds")]
    public double? CpuSeconds { get; set; }

    /// <summary>False for timings that do not count.</summary>
    [JsonPropertyName("timingEligible")]
    public bool? TimingEligible { get; set; }

    /// <summary>Working set after the take.</summary>
    [JsonPropertyName("processMemoryBytes")]
    public long? ProcessMemoryBytes { get; set; }

    /// <summary>Largest working set.</summary>
    [JsonPropertyName("processPeakMemoryBytes")]
    public long? ProcessPeakMemoryBytes { get; set; }

    /// <summary>Phonemes, tokens or frames.</summary>
    [JsonPropertyName("units")]
    public int? Units { get; set; }

    /// <summary>Pieces of the text.</summary>
    [JsonPropertyName("chunks")]
    public int? Chunks { get; set; }

    /// <summary>Largest absolute sample.</summary>
    [JsonPropertyName("peak")]
    public double? Peak { get; set; }

    /// <summary>RMS level.</summary>
    [JsonPropertyName("levelDbfs")]
    public double? LevelDbfs { get; set; }

    /// <summary>Integrated loudness.</summary>
    [JsonPropertyName("lufs")]
    public double? Lufs { get; set; }

    /// <summary>Silence before the speech.</summary>
    [JsonPropertyName("leadingSilenceSeconds")]
    public double? LeadingSilenceSeconds { get; set; }

    /// <summary>Silence behind it.</summary>
    [JsonPropertyName("trailingSilenceSeconds")]
    public double? TrailingSilenceSeconds { get; set; }

    /// <summary>Frames that are not silent.</summary>
    [JsonPropertyName("speechSeconds")]
    public double? SpeechSeconds { get; set; }

    /// <summary>Longest pause.</summary>
    [JsonPropertyName("longestPauseSeconds")]
    public double? LongestPauseSeconds { get; set; }

    /// <summary>Holes.</summary>
    [JsonPropertyName("dropouts")]
    public int? Dropouts { get; set; }

    /// <summary>Clicks.</summary>
    [JsonPropertyName("clicks")]
    public int? Clicks { get; set; }

    /// <summary>Bursts of noise.</summary>
    [JsonPropertyName("noiseBursts")]
    public int? NoiseBursts { get; set; }

    /// <summary>Samples at full scale.</summary>
    [JsonPropertyName("clippedSamples")]
    public int? ClippedSamples { get; set; }

    /// <summary>Mean of all samples.</summary>
    [JsonPropertyName("dcOffset")]
    public double? DcOffset { get; set; }

    /// <summary>RMS of the speech.</summary>
    [JsonPropertyName("speechLevelDbfs")]
    public double? SpeechLevelDbfs { get; set; }

    /// <summary>RMS of the last 50 ms.</summary>
    [JsonPropertyName("endLevel50MsDbfs")]
    public double? EndLevel50MsDbfs { get; set; }

    /// <summary>Largest jump where pieces were joined.</summary>
    [JsonPropertyName("largestJoinJump")]
    public double? LargestJoinJump { get; set; }

    /// <summary><c>code: message</c>.</summary>
    [JsonPropertyName("warnings")]
    public List<string> Warnings { get; set; } = [];

    /// <summary>True when an earlier repeat has the same bytes.</summary>
    [JsonPropertyName("repeatsEarlierTake")]
    public bool? RepeatsEarlierTake { get; set; }

    /// <summary>Whose transcript.</summary>
    [JsonPropertyName("recognizer")]
    public string Recognizer { get; set; } = string.Empty;

    /// <summary>What it heard.</summary>
    [JsonPropertyName("transcript")]
    public string? Transcript { get; set; }

    /// <summary>Mean natural log-probability per token.</summary>
    [JsonPropertyName("averageLogProbability")]
    public double? AverageLogProbability { get; set; }

    /// <summary>Probability that nobody speaks.</summary>
    [JsonPropertyName("noSpeechProbability")]
    public double? NoSpeechProbability { get; set; }

    /// <summary>Words of the compared reading.</summary>
    [JsonPropertyName("referenceWords")]
    public long? ReferenceWords { get; set; }

    /// <summary>Equal words.</summary>
    [JsonPropertyName("hits")]
    public long? Hits { get; set; }

    /// <summary>Words heard as another.</summary>
    [JsonPropertyName("substitutions")]
    public long? Substitutions { get; set; }

    /// <summary>Words not heard.</summary>
    [JsonPropertyName("deletions")]
    public long? Deletions { get; set; }

    /// <summary>Extra words.</summary>
    [JsonPropertyName("insertions")]
    public long? Insertions { get; set; }

    /// <summary>Errors ÷ referenceWords.</summary>
    [JsonPropertyName("wer")]
    public double? Wer { get; set; }

    /// <summary><c>clean</c>, <c>minor</c>, <c>major</c>, <c>catastrophic</c>.</summary>
    [JsonPropertyName("severity")]
    public string? Severity { get; set; }

    /// <summary><c>name (confidence): detail</c>.</summary>
    [JsonPropertyName("faults")]
    public List<string> Faults { get; set; } = [];

    /// <summary>Words with that verdict.</summary>
    [JsonPropertyName("skipped")]
    public int? Skipped { get; set; }

    /// <summary>Words with that verdict.</summary>
    [JsonPropertyName("mangled")]
    public int? Mangled { get; set; }

    /// <summary>Words with that verdict.</summary>
    [JsonPropertyName("replaced")]
    public int? Replaced { get; set; }

    /// <summary>Words with that verdict.</summary>
    [JsonPropertyName("repeated")]
    public int? Repeated { get; set; }

    /// <summary>Words with that verdict.</summary>
    [JsonPropertyName("merged")]
    public int? Merged { get; set; }

    /// <summary>Words with that verdict.</summary>
    [JsonPropertyName("split")]
    public int? Split { get; set; }

    /// <summary>Words with that verdict.</summary>
    [JsonPropertyName("unsure")]
    public int? Unsure { get; set; }

    /// <summary>Heard words that the text does not have.</summary>
    [JsonPropertyName("extraWords")]
    public int? ExtraWords { get; set; }

    /// <summary>Confirmed faulty words.</summary>
    [JsonPropertyName("confirmedFaults")]
    public int? ConfirmedFaults { get; set; }

    /// <summary>0 for the text, else one more than the index of the accepted form that was compared.</summary>
    [JsonPropertyName("form")]
    public int? Form { get; set; }

    /// <summary>Words of the compared reading with their verdicts.</summary>
    [JsonPropertyName("words")]
    public List<ExportWord> Words { get; set; } = [];

    /// <summary>Stretches of extra words.</summary>
    [JsonPropertyName("extras")]
    public List<ExportExtra> Extras { get; set; } = [];

    /// <summary>Words of the transcript as the recognizer wrote them.</summary>
    [JsonPropertyName("heardWords")]
    public List<ExportHeardWord> HeardWords { get; set; } = [];
}
