using System.Text;
using PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Joins what is written together into words, silences or keeps marks, and hands currencies to their numbers.</summary>
internal sealed class WordGrouper(WarningList warnings)
{
    private readonly List<WordGroup> _groups = [];
    private readonly List<string> _pieces = [];
    private char _currency;

    /// <summary>Groups tagged tokens.</summary>
    public static List<WordGroup> Group(List<Token> tokens, WarningList warnings)
    {
        var grouper = new WordGrouper(warnings);
        for (int i = 0; i < tokens.Count; i++)
        {
            grouper.Add(tokens[i], i + 1 < tokens.Count ? tokens[i + 1].Tag : PosTag.None);
        }

        grouper.ForgetCurrency(isSaid: false);

        return grouper._groups;
    }

    private void Add(Token token, PosTag next)
    {
        if (token.Phonemes is not null || token.Alias is not null)
        {
            ForgetCurrency(isSaid: token.Alias is not null);
            Fixed(token);
            return;
        }

        _pieces.Clear();
        SubTokenizer.Split(token.Text, _pieces);
        for (int i = 0; i < _pieces.Count; i++)
        {
            bool last = i == _pieces.Count - 1;
            var piece = new Token(_pieces[i])
            {
                Tag = token.Tag,
                FollowedByBlank = last && token.FollowedByBlank,
                Stress = token.Stress,
                NumberFlags = token.NumberFlags,
            };
            bool between = i > 0 && !last && char.IsLetter(_pieces[i - 1][^1]) && char.IsLetter(_pieces[i + 1][0]);
            AddPiece(piece, last, between, token, next);
        }
    }

    private void AddPiece(Token piece, bool last, bool betweenLetters, Token whole, PosTag next)
    {
        if (piece.Tag == PosTag.Currency && Currencies.IsSign(piece.Text[0]))
        {
            ForgetCurrency(isSaid: false);
            _currency = piece.Text[0];
            piece.Phonemes = "";
        }
        else if (piece.Tag == PosTag.Colon && piece.Text is "-" or "–")
        {
            piece.Phonemes = "—";
        }
        else if (piece.Tag.IsPunctuation())
        {
            ForgetCurrency(isSaid: false);
            piece.Phonemes = MarkPhonemes(piece);
        }
        else if (_currency != '\0')
        {
            if (piece.Tag != PosTag.Cardinal)
            {
                ForgetCurrency(isSaid: false);
            }
            else if (last && next != PosTag.Cardinal)
            {
                piece.Currency = _currency;
                ForgetCurrency(isSaid: true);
            }
        }
        else if (whole.Currency != '\0' && last)
        {
            piece.Currency = whole.Currency;
        }
        else if (betweenLetters && piece.Text == "2")
        {
            piece.Alias = "to";
        }

        if (piece.Phonemes is not null || piece.Alias is not null)
        {
            Fixed(piece);
        }
        else if (_groups.Count > 0 && _groups[^1] is { IsOpen: true } group && !group.Tokens[^1].FollowedByBlank)
        {
            piece.IsHead = false;
            group.Tokens.Add(piece);
        }
        else
        {
            _groups.Add(new WordGroup(!piece.FollowedByBlank, [piece]));
        }
    }

    private void ForgetCurrency(bool isSaid)
    {
        if (_currency != '\0' && !isSaid)
        {
            warnings.DroppedCharacter(_currency);
        }

        _currency = '\0';
    }

    private void Fixed(Token token) => _groups.Add(new WordGroup(false, [token]));

    private string MarkPhonemes(Token token)
    {
        switch (token.Tag)
        {
            case PosTag.OpenBracket:
                return "(";
            case PosTag.CloseBracket:
                return ")";
            case PosTag.OpenQuote:
                return "“";
            case PosTag.CloseQuote:
                return "”";
        }

        var marks = new StringBuilder(1);
        foreach (Rune rune in token.Text.EnumerateRunes())
        {
            char mark = rune.Value switch
            {
                ';' or ':' or ',' or '.' or '!' or '?' or '—' or '…' => (char)rune.Value,
                '。' => '.',
                '，' or '、' => ',',
                '？' => '?',
                '！' => '!',
                '；' => ';',
                '：' => ':',
                _ => '\0',
            };
            if (mark == '\0')
            {
                warnings.DroppedCharacter(rune.Value);
            }
            else
            {
                marks.Append(mark);
            }
        }

        return marks.ToString();
    }
}
