using System.Buffers;
using System.Globalization;
using System.Text;

namespace PocketTts.Eval.Models.Pocket.Tokenization;

/// <summary>
/// SentencePiece Unigram tokenizer with byte fallback (Kudo 2018, arXiv:1804.10959): the segmentation with the largest
/// sum of piece log-probabilities, found by a forward Viterbi search in float32. Characters that no piece covers become their
/// UTF-8 bytes. Equal to sentencepiece 0.2.3 on models with an identity normalizer. Thread-safe.
/// </summary>
internal sealed class UnigramTokenizer
{
    private const char Space = '\u2581';
    private const float UnknownPenalty = 10;
    private const int Unknown = -1;
    private const int LongestPiece = 256;

    private readonly VocabularyPiece[] _pieces;
    private readonly PieceTrie _trie;
    private readonly int[] _byteIds = new int[256];
    private readonly short[] _byteValues;
    private readonly float _unknownScore;
    private readonly bool _addDummyPrefix;

    /// <summary>Builds the tokenizer from a vocabulary.</summary>
    /// <param name="pieces">All pieces; the index is the id.</param>
    /// <param name="addDummyPrefix">Whether a space is put in front of every text.</param>
    /// <exception cref="InvalidDataException">The vocabulary cannot be used: no byte pieces, a piece twice, an empty piece, a score that is no number.</exception>
    public UnigramTokenizer(IReadOnlyList<VocabularyPiece> pieces, bool addDummyPrefix)
    {
        _pieces = [.. pieces];
        _addDummyPrefix = addDummyPrefix;
        _byteValues = new short[_pieces.Length];
        Array.Fill(_byteValues, (short)-1);
        Array.Fill(_byteIds, -1);
        var normal = new List<(string, int, float)>(_pieces.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        float smallest = float.PositiveInfinity;
        for (int id = 0; id < _pieces.Length; id++)
        {
            VocabularyPiece piece = _pieces[id];
            if (piece.Text.Length is 0 or > LongestPiece || !seen.Add(piece.Text) || !float.IsFinite(piece.Score))
            {
                throw new InvalidDataException(FormattableString.Invariant($"piece {id} is empty, there twice, longer than {LongestPiece} characters or has no finite score"));
            }

            switch (piece.Kind)
            {
                case PieceKind.Normal:
                    normal.Add((piece.Text, id, piece.Score));
                    smallest = Math.Min(smallest, piece.Score);
                    break;
                case PieceKind.Byte:
                    byte value = ParseByte(piece.Text, id);
                    _byteIds[value] = id;
                    _byteValues[id] = value;
                    break;
                case PieceKind.UserDefined:
                    throw new InvalidDataException(FormattableString.Invariant($"piece {id} '{piece.Text}' is user-defined, which no Pocket TTS vocabulary has"));
                default:
                    break;
            }
        }

        if (normal.Count == 0 || Array.IndexOf(_byteIds, -1) >= 0)
        {
            throw new InvalidDataException(FormattableString.Invariant($"the vocabulary has {normal.Count} normal and {_byteIds.Count(i => i >= 0)} byte pieces, not at least 1 and 256"));
        }

        _unknownScore = smallest - UnknownPenalty;
        _trie = new PieceTrie(normal);
    }

    /// <summary>Number of ids.</summary>
    public int Count => _pieces.Length;

    /// <summary>Encodes a text. No begin or end mark is added; an empty text has no ids.</summary>
    /// <param name="text">Any text; a lone surrogate counts as U+FFFD.</param>
    /// <returns>Ids in order.</returns>
    public int[] Encode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return [];
        }

        int length = text.Length + (_addDummyPrefix ? 1 : 0);
        char[] characters = ArrayPool<char>.Shared.Rent(length);
        Cell[] cells = ArrayPool<Cell>.Shared.Rent(length + 1);
        try
        {
            Span<char> units = characters.AsSpan(0, length);
            text.CopyTo(units[^text.Length..]);
            if (_addDummyPrefix)
            {
                units[0] = Space;
            }

            units.Replace(' ', Space);
            Span<Cell> path = cells.AsSpan(0, length + 1);
            Search(units, path);
            return Collect(units, path);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
            ArrayPool<Cell>.Shared.Return(cells);
        }
    }

    /// <summary>Decodes ids: pieces and bytes joined, spaces restored, the space of the dummy prefix dropped.</summary>
    /// <param name="ids">Ids in order.</param>
    /// <returns>The text; bytes that are not UTF-8 become U+FFFD, one each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside the vocabulary.</exception>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder(ids.Length * 4);
        Span<byte> bytes = ids.Length <= 256 ? stackalloc byte[ids.Length] : new byte[ids.Length];
        int byteCount = 0;
        bool isFirst = _addDummyPrefix;
        foreach (int id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, _pieces.Length, nameof(ids));
            if (_byteValues[id] >= 0)
            {
                bytes[byteCount++] = (byte)_byteValues[id];
                continue;
            }

            isFirst &= byteCount == 0;
            AppendBytes(text, bytes[..byteCount]);
            byteCount = 0;
            if (_pieces[id].Kind == PieceKind.Control)
            {
                continue;
            }

            string piece = _pieces[id].Kind == PieceKind.Unknown ? " \u2047 " : _pieces[id].Text;
            int skip = isFirst && piece[0] == Space ? 1 : 0;
            isFirst = false;
            int start = text.Length;
            text.Append(piece, skip, piece.Length - skip).Replace(Space, ' ', start, text.Length - start);
        }

        AppendBytes(text, bytes[..byteCount]);
        return text.ToString();
    }

    private static byte ParseByte(string text, int id) =>
        text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>'
            && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)
            ? value
            : throw new InvalidDataException(FormattableString.Invariant($"piece {id} '{text}' should be a byte like <0x41>"));

    private static void AppendBytes(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        Span<char> units = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed) == OperationStatus.Done;
            text.Append(units[..rune.EncodeToUtf16(units)]);
            bytes = bytes[(isValid ? consumed : 1)..];
        }
    }

    private static int RuneLength(ReadOnlySpan<char> units, int start) =>
        char.IsHighSurrogate(units[start]) && start + 1 < units.Length && char.IsLowSurrogate(units[start + 1]) ? 2 : 1;

    private void Search(ReadOnlySpan<char> units, Span<Cell> path)
    {
        path.Fill(new Cell(float.NegativeInfinity, 0, Unknown));
        path[0] = new Cell(0, 0, Unknown);
        PieceTrie trie = _trie;
        for (int start = 0; start < units.Length;)
        {
            float score = path[start].Score;
            int step = RuneLength(units, start);
            bool hasSingle = false;
            int node = PieceTrie.Root;
            for (int end = start; end < units.Length;)
            {
                node = trie.Step(node, units[end++], out int id, out float pieceScore);
                if (node < 0)
                {
                    break;
                }

                if (id >= 0)
                {
                    hasSingle |= end - start == step;
                    Relax(ref path[end], score + pieceScore, start, id);
                }
            }

            if (!hasSingle)
            {
                Relax(ref path[start + step], score + _unknownScore, start, Unknown);
            }

            start += step;
        }
    }

    private static void Relax(ref Cell cell, float score, int start, int id)
    {
        // the first of equal paths stays, as in the reference
        if (score > cell.Score)
        {
            cell = new Cell(score, start, id);
        }
    }

    private int[] Collect(ReadOnlySpan<char> units, ReadOnlySpan<Cell> path)
    {
        int count = 0;
        Span<byte> bytes = stackalloc byte[4];
        for (int end = units.Length; end > 0; end = path[end].Start)
        {
            count += path[end].Id == Unknown ? ToUtf8(units[path[end].Start..end], bytes) : 1;
        }

        int[] ids = new int[count];
        for (int end = units.Length; end > 0; end = path[end].Start)
        {
            if (path[end].Id != Unknown)
            {
                ids[--count] = path[end].Id;
                continue;
            }

            for (int i = ToUtf8(units[path[end].Start..end], bytes) - 1; i >= 0; i--)
            {
                ids[--count] = _byteIds[bytes[i]];
            }
        }

        return ids;
    }

    private static int ToUtf8(ReadOnlySpan<char> units, Span<byte> bytes)
    {
        Rune.DecodeFromUtf16(units, out Rune rune, out _);
        return rune.EncodeToUtf8(bytes);
    }

    private record struct Cell(float Score, int Start, int Id);
}
