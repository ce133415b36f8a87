using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>
/// Decides which faults a take has. The decision depends on (seed, repeat, text) and the rates alone, never on what was
/// spoken before, so a resumed run and a run in another order have the same faults.
/// </summary>
public static class LoopbackFaults
{
    // none is a word of any language we know, nor close to one
    private static readonly ImmutableArray<string> s_inserted = ["zorvex", "quaxil", "blenzo", "yuxtim", "frabzu", "gwixor", "plixum", "drozzt"];

    /// <summary>Says exactly what will be spoken for a request.</summary>
    /// <param name="options">The rates.</param>
    /// <param name="request">The text, its seed and repeat index.</param>
    /// <returns>The plan. Words are what stands between white space (<see cref="char.IsWhiteSpace(char)"/>), punctuation
    /// included; only words with a letter or digit can have a fault. Half surrogate pairs are spoken as U+FFFD.</returns>
    /// <exception cref="TakeFailedException">Reason <c>nothing-to-speak</c>: the text holds white space only.</exception>
    public static LoopbackPlan Plan(LoopbackOptions options, SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(request);
        string[] words = request.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            throw new TakeFailedException("nothing-to-speak", "the text holds white space only");
        }

        ulong seed = Seed(request);
        var take = new LoopbackRandom(seed);
        LoopbackTakeFault takeFault = DrawTakeFault(options, take.NextDouble());
        double kept = 0.2 + (0.6 * take.NextDouble());
        var planned = ImmutableArray.CreateBuilder<LoopbackPlannedWord>(words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            planned.Add(PlanWord(options, words[i], new LoopbackRandom(seed ^ new LoopbackRandom((ulong)i + 1).Next())));
        }

        return new LoopbackPlan(takeFault, takeFault == LoopbackTakeFault.Truncate ? kept : null, planned.MoveToImmutable());
    }

    private static LoopbackPlannedWord PlanWord(LoopbackOptions options, string written, LoopbackRandom random)
    {
        // encoding and decoding replaces halves of surrogate pairs
        string spoken = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(written));
        double draw = random.NextDouble();
        LoopbackWordFault fault = !IsSpeakable(spoken) ? LoopbackWordFault.None
            : Below(ref draw, options.Skip) ? LoopbackWordFault.Skip
            : Below(ref draw, options.Mangle) ? LoopbackWordFault.Mangle
            : Below(ref draw, options.Repeat) ? LoopbackWordFault.Repeat
            : Below(ref draw, options.Insert) ? LoopbackWordFault.Insert
            : LoopbackWordFault.None;
        return new LoopbackPlannedWord(written, fault, fault switch
        {
            LoopbackWordFault.Skip => [],
            LoopbackWordFault.Mangle => [Mangle(spoken, ref random)],
            LoopbackWordFault.Repeat => [spoken, spoken],
            LoopbackWordFault.Insert => [spoken, s_inserted[random.NextInt(s_inserted.Length)]],
            _ => [spoken],
        });
    }

    private static LoopbackTakeFault DrawTakeFault(LoopbackOptions options, double draw)
        => Below(ref draw, options.Crash) ? LoopbackTakeFault.Crash
            : Below(ref draw, options.Stall) ? LoopbackTakeFault.Stall
            : Below(ref draw, options.Empty) ? LoopbackTakeFault.Empty
            : Below(ref draw, options.Silence) ? LoopbackTakeFault.Silence
            : Below(ref draw, options.Nan) ? LoopbackTakeFault.Nan
            : Below(ref draw, options.Truncate) ? LoopbackTakeFault.Truncate
            : Below(ref draw, options.Abort) ? LoopbackTakeFault.Abort
            : Below(ref draw, options.Segfault) ? LoopbackTakeFault.Segfault
            : Below(ref draw, options.Hang) ? LoopbackTakeFault.Hang
            : Below(ref draw, options.Exit) ? LoopbackTakeFault.Exit
            : LoopbackTakeFault.None;

    // One draw decides between all faults: each has exactly its rate, and at most one happens.
    private static bool Below(ref double draw, double rate)
    {
        bool hit = draw < rate;
        draw -= rate;
        return hit;
    }

    private static bool IsSpeakable(string word) => word.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    // One letter or digit becomes a consonant that makes no other English word; punctuation and the rest stay.
    private static string Mangle(string word, ref LoopbackRandom random)
    {
        int[] places = [.. Enumerable.Range(0, word.Length).Where(i => char.IsAsciiLetterOrDigit(word[i]))];
        if (places.Length == 0)
        {
            return "zq" + word;
        }

        int place = places[random.NextInt(places.Length)];
        char old = word[place];
        char mangled = char.IsAsciiDigit(old) ? (char)('0' + ((old - '0' + 1 + random.NextInt(9)) % 10)) : old is 'x' or 'X' ? 'q' : 'x';
        return word[..place] + (char.IsAsciiLetterUpper(old) ? char.ToUpperInvariant(mangled) : mangled) + word[(place + 1)..];
    }

    private static ulong Seed(SynthesisRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[13];
        numbers[0] = request.Seed is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(numbers[1..], request.Seed ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[9..], request.Repeat);
        hash.AppendData(numbers);
        hash.AppendData(MemoryMarshal.AsBytes(request.Text.AsSpan()));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
