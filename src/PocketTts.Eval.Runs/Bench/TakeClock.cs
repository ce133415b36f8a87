using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Times takes and notices when the clock cannot be believed or a process cannot be started again.</summary>
/// <param name="time">The clock.</param>
/// <param name="note">Is told what a person should know.</param>
internal sealed class TakeClock(TimeProvider time, Action<string> note)
{
    /// <summary>Reason of a take during which the computer slept or its clock was set.</summary>
    private const string ClockJump = "clock-jump";

    /// <summary>Reason of takes whose process cannot be started any more.</summary>
    private const string CannotStart = "cannot-start";

    /// <summary>Messages of failures that are told; takes.csv has them all.</summary>
    private const int ToldFailures = 5;

    // set by hand or by a time server at once; slow corrections are at most 0.05 %
    private static readonly TimeSpan s_jump = TimeSpan.FromSeconds(.25);
    private const double JumpShare = .02;

    private readonly HashSet<IBenchSubject> _dead = [];
    private int _told;

    /// <summary>Does a take.</summary>
    public async Task<BenchMeasurement> MeasureAsync(IBenchSubject subject, BenchText text, int round, int place, CancellationToken cancellationToken)
    {
        BenchMeasurement measured;
        if (_dead.Contains(subject))
        {
            return new BenchMeasurement(BenchTakes.Of(subject.Setup, text) with { Outcome = BenchOutcome.Failed, Reason = CannotStart, Round = round, Place = place }, null, "its process cannot be started any more");
        }

        DateTimeOffset civil = time.GetUtcNow();
        long start = time.GetTimestamp();
        try
        {
            measured = await subject.MeasureAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (InputException problem)
        {
            _dead.Add(subject);
            note($"{subject.Setup.Id}: {problem.Message}; its further takes count as failed");
            measured = new BenchMeasurement(BenchTakes.Of(subject.Setup, text) with { Outcome = BenchOutcome.Failed, Reason = CannotStart }, null, problem.Message);
        }

        TimeSpan passed = time.GetElapsedTime(start);
        TimeSpan difference = (time.GetUtcNow() - civil - passed).Duration();
        BenchTake take = measured.Take with { Round = round, Place = place };
        if (take.Outcome == BenchOutcome.Ok && (difference > s_jump + (JumpShare * passed) || take.WallSeconds > passed.TotalSeconds + s_jump.TotalSeconds))
        {
            take = take with { Outcome = BenchOutcome.Excluded, Reason = ClockJump };
            measured = measured with { Message = FormattableString.Invariant($"the clock moved by {difference.TotalSeconds:0.##} s during a take of {passed.TotalSeconds:0.##} s (the computer slept, or its time was set); its timing does not count") };
        }

        if (measured.Message is { } message && !_dead.Contains(subject))
        {
            _told++;
            if (_told <= ToldFailures)
            {
                note($"{take.SetupId}: {PathFreeText.Of(message)} (text {text.Id}, round {round + 1}){(_told == ToldFailures ? "; further ones are told in takes.csv only" : string.Empty)}");
            }
        }

        return measured with { Take = take };
    }
}
