using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>Gathers findings, and makes findings of what an adapter does wrong.</summary>
internal sealed class AdapterFindings(Action<AdapterFinding> report)
{
    private readonly List<AdapterFinding> _all = [];

    /// <summary>All findings so far.</summary>
    public ImmutableArray<AdapterFinding> All => [.. _all];

    /// <summary>True when the process of these findings cannot be talked to any more.</summary>
    public bool IsOver { get; private set; }

    public void Ok(string check, string message) => Add(AdapterVerdict.Ok, check, message);

    public void Note(string check, string message) => Add(AdapterVerdict.Note, check, message);

    public void Wrong(string check, string message) => Add(AdapterVerdict.Wrong, check, message);

    /// <summary>Waits for an answer; what goes wrong is a finding.</summary>
    /// <param name="check">Name of the point.</param>
    /// <param name="longest">Longest wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ask">Asks the adapter.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <param name="passFailures">True when an error answer is right, too, and is thrown on.</param>
    /// <returns>The answer, or null.</returns>
    public async Task<T?> TryAsync<T>(string check, TimeSpan longest, TimeProvider time, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken, bool passFailures = false)
        where T : class
    {
        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await ask(either.Token).ConfigureAwait(false);
        }
        catch (TakeFailedException failure) when (!passFailures)
        {
            Wrong(check, $"{failure.Reason}: {failure.Message}");
        }
        catch (AdapterFaultException fault)
        {
            IsOver = true;
            Wrong(check, fault.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            IsOver = true;
            Wrong(check, FormattableString.Invariant($"no answer within {longest.TotalSeconds:0.###} s"));
        }

        return null;
    }

    private void Add(AdapterVerdict verdict, string check, string message)
    {
        var finding = new AdapterFinding(verdict, check, message);
        _all.Add(finding);
        report(finding);
    }
}
