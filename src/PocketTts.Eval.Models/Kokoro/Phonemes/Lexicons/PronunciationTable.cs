using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>
/// One lexicon file in memory: keys and pronunciations lie in two character pools, found through an open hash table, so
/// that 100,000 entries cost a few megabytes and no object each.
/// </summary>
internal sealed class PronunciationTable
{
    private readonly char[] _keys;
    private readonly char[] _values;
    private readonly int[] _keyEnds;
    private readonly int[] _valueEnds;
    private readonly int[] _slots;
    private readonly Dictionary<int, PronunciationVariant[]> _variants;

    private PronunciationTable(
        char[] keys, char[] values, int[] keyEnds, int[] valueEnds, Dictionary<int, PronunciationVariant[]> variants)
    {
        _keys = keys;
        _values = values;
        _keyEnds = keyEnds;
        _valueEnds = valueEnds;
        _variants = variants;
        _slots = BuildSlots();
    }

    /// <summary>Entries in the file.</summary>
    public int Count => _keyEnds.Length;

    /// <summary>Reads a lexicon: a JSON object of words to pronunciations or to objects of part of speech to pronunciation.</summary>
    /// <exception cref="InputException">The file is missing or not such an object.</exception>
    public static PronunciationTable Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                "cannot be read", file: path, expected: "a misaki pronunciation lexicon",
                remedy: "point the lexicon folder at us_gold.json, us_silver.json, gb_gold.json, gb_silver.json",
                innerException: failure);
        }

        try
        {
            return Parse(bytes);
        }
        catch (JsonException failure)
        {
            throw new InputException(
                "not a pronunciation lexicon", file: path, line: (int?)failure.LineNumber + 1,
                expected: "a JSON object of words to phoneme strings", remedy: "fetch the file again",
                innerException: failure);
        }
    }

    /// <summary>Finds an entry.</summary>
    /// <returns>Index of the entry, or -1.</returns>
    public int Find(ReadOnlySpan<char> key)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)(Hash(key) & (uint)mask); ; slot = (slot + 1) & mask)
        {
            int entry = _slots[slot] - 1;
            if (entry < 0 || KeyAt(entry).SequenceEqual(key))
            {
                return entry;
            }
        }
    }

    /// <summary>The only pronunciation of an entry; meaningless for an entry with variants.</summary>
    public ReadOnlySpan<char> PhonemesAt(int entry) => Slice(_values, _valueEnds, entry);

    /// <summary>The pronunciations of an entry that has several, or null.</summary>
    public PronunciationVariant[]? VariantsAt(int entry) => _variants.GetValueOrDefault(entry);

    private static PronunciationTable Parse(byte[] bytes)
    {
        var keys = new char[bytes.Length];
        var values = new char[bytes.Length];
        var keyEnds = new List<int>(128 * 1024);
        var valueEnds = new List<int>(128 * 1024);
        var variants = new Dictionary<int, PronunciationVariant[]>();
        int keyEnd = 0;
        int valueEnd = 0;
        var reader = new Utf8JsonReader(bytes);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            keyEnd += reader.CopyString(keys.AsSpan(keyEnd));
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                valueEnd += reader.CopyString(values.AsSpan(valueEnd));
            }
            else
            {
                Expect(reader.TokenType == JsonTokenType.StartObject);
                variants.Add(keyEnds.Count, ReadVariants(ref reader));
            }

            keyEnds.Add(keyEnd);
            valueEnds.Add(valueEnd);
        }

        Expect(reader.TokenType == JsonTokenType.EndObject);
        return new PronunciationTable(
            keys[..keyEnd], values[..valueEnd], keyEnds.ToArray(), valueEnds.ToArray(), variants);
    }

    private static PronunciationVariant[] ReadVariants(ref Utf8JsonReader reader)
    {
        var found = new List<PronunciationVariant>(3);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            Expect(reader.TokenType is JsonTokenType.String or JsonTokenType.Null);
            found.Add(new PronunciationVariant(key, reader.GetString()));
        }

        Expect(found.Exists(v => v.Key == "DEFAULT"));
        return [.. found];
    }

    private static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new JsonException("unexpected value");
        }
    }

    // FNV-1a, 32 bits
    private static uint Hash(ReadOnlySpan<char> key)
    {
        uint hash = 2166136261;
        foreach (char c in key)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash ^ (hash >> 15);
    }

    private static ReadOnlySpan<char> Slice(char[] pool, int[] ends, int entry)
    {
        int start = entry == 0 ? 0 : ends[entry - 1];
        return pool.AsSpan(start, ends[entry] - start);
    }

    private ReadOnlySpan<char> KeyAt(int entry) => Slice(_keys, _keyEnds, entry);

    private int[] BuildSlots()
    {
        int size = 16;
        while (size < Count * 2)
        {
            size *= 2;
        }

        var slots = new int[size];
        int mask = size - 1;
        for (int entry = 0; entry < Count; entry++)
        {
            ReadOnlySpan<char> key = KeyAt(entry);
            int slot = (int)(Hash(key) & (uint)mask);
            while (slots[slot] != 0 && !KeyAt(slots[slot] - 1).SequenceEqual(key))
            {
                slot = (slot + 1) & mask;
            }

            // as in Python, the last of equal keys wins
            slots[slot] = entry + 1;
        }

        return slots;
    }
}
