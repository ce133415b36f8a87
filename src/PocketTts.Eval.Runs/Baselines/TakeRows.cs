using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Baselines;

/// <summary>Reads <c>takes.csv</c> of a baseline.</summary>
internal static class TakeRows
{
    public static (ImmutableArray<string> Columns, ImmutableArray<TakeFigures> Takes) Read(string path, string[] keys, RunInfo info)
    {
        ImmutableArray<string> columns = default;
        var takes = ImmutableArray.CreateBuilder<TakeFigures>();
        var lineOfTake = new Dictionary<(TakeKey, string), int>();
        var systems = info.Systems.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var recognizers = info.Recognizers.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach ((int line, string[] fields) in CsvTable.Read(path))
        {
            if (columns.IsDefault)
            {
                columns = Columns(fields, keys, path, line);
                continue;
            }

            TakeFigures take = Parse(fields, keys, columns, path, line);
            if (!systems.Contains(take.Key.SystemId) || !recognizers.Contains(take.RecognizerId))
            {
                throw new InputException($"{BaselineFolder.FileName} has no system '{take.Key.SystemId}' with recognizer '{take.RecognizerId}'", path, line, remedy: "save the baseline again");
            }

            if (!lineOfTake.TryAdd((take.Key, take.RecognizerId), line))
            {
                throw new InputException($"the take of line {lineOfTake[(take.Key, take.RecognizerId)].ToString(CultureInfo.InvariantCulture)} again", path, line, remedy: "save the baseline again");
            }

            takes.Add(take);
        }

        return columns.IsDefault || takes.Count == 0 ? throw new InputException("the baseline has no takes", path, remedy: "save the baseline again") : (columns, takes.ToImmutable());
    }

    private static ImmutableArray<string> Columns(string[] fields, string[] keys, string path, int line) =>
        fields.Length > keys.Length && fields.AsSpan(0, keys.Length).SequenceEqual(keys)
            ? [.. fields[keys.Length..]]
            : throw new InputException("the columns are not those of a baseline's takes", path, line, expected: string.Join(',', keys) + ",…", remedy: "save the baseline again");

    private static TakeFigures Parse(string[] fields, string[] keys, ImmutableArray<string> columns, string path, int line)
    {
        if (fields.Length != keys.Length + columns.Length)
        {
            throw new InputException(
                FormattableString.Invariant($"{fields.Length} fields"), path, line, expected: FormattableString.Invariant($"{keys.Length + columns.Length}"), remedy: "save the baseline again");
        }

        if (!int.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out int repeat))
        {
            throw new InputException($"found '{fields[4]}'", path, line, keys[4], "a whole number");
        }

        if (fields[5] is not ("counted" or "repeated"))
        {
            throw new InputException($"found '{fields[5]}'", path, line, keys[5], "counted or repeated");
        }

        var values = ImmutableArray.CreateBuilder<double>(columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            string text = fields[keys.Length + i];
            double value = double.NaN;
            if (text.Length > 0 && !(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)))
            {
                throw new InputException($"found '{text}'", path, line, columns[i], "a number of 0 or more, or nothing");
            }

            values.Add(value);
        }

        return new TakeFigures(
            new TakeKey(fields[0], fields[2], fields[3], repeat),
            fields[1],
            fields[7].Length == 0 ? [] : [.. fields[7].Split(' ')],
            fields[5] == "counted" ? TakeOutcome.Counted : TakeOutcome.Repeated,
            fields[6].Length == 0 ? null : fields[6],
            values.MoveToImmutable());
    }
}
