using System.Text.Json;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>What of a spoken take is needed to go on with a run.</summary>
/// <param name="AudioSha256">Hash of the stored sound.</param>
/// <param name="SampleRateHz">Its rate.</param>
/// <param name="AudioSeconds">Its length.</param>
/// <param name="WallSeconds">Synthesis time, or null.</param>
/// <param name="IsTimingEligible">Whether that counts.</param>
internal sealed record SoundHead(string AudioSha256, int SampleRateHz, double AudioSeconds, double? WallSeconds, bool IsTimingEligible)
{
    /// <summary>The head of a take's facts.</summary>
    public static SoundHead Of(SynthesisFacts facts) => new(facts.AudioSha256, facts.SampleRateHz, facts.AudioSeconds, facts.WallSeconds, facts.IsTimingEligible);

    /// <summary>Reads it out of a take's facts; the reader stands before the object.</summary>
    /// <returns>The head; null when something of it is missing.</returns>
    public static SoundHead? Read(ref Utf8JsonReader reader)
    {
        string? audio = null;
        int? rate = null;
        double? seconds = null, wall = null;
        bool? isEligible = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("audioSha256"u8))
            {
                reader.Read();
                audio = reader.GetString();
            }
            else if (reader.ValueTextEquals("sampleRateHz"u8))
            {
                reader.Read();
                rate = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("audioSeconds"u8))
            {
                reader.Read();
                seconds = reader.GetDouble();
            }
            else if (reader.ValueTextEquals("wallSeconds"u8))
            {
                reader.Read();
                wall = reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();
            }
            else if (reader.ValueTextEquals("isTimingEligible"u8))
            {
                reader.Read();
                isEligible = reader.GetBoolean();
            }
            else
            {
                reader.Skip();
            }
        }

        return audio is null || rate is null || seconds is null || isEligible is null ? null : new SoundHead(audio, rate.Value, seconds.Value, wall, isEligible.Value);
    }
}
