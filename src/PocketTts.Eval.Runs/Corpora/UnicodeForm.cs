using System.Text;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>Unicode normalization form C of texts from outside, which may hold anything.</summary>
internal static class UnicodeForm
{
    /// <summary>Whether a text is in form C; null when it holds code points that no form is defined for.</summary>
    public static bool? IsComposed(string text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
