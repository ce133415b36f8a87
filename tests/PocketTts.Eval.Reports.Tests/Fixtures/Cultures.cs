using System.Globalization;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>Runs code under a culture that writes numbers and dates differently.</summary>
internal static class Cultures
{
    public static readonly TheoryData<string> Names = ["", "de-DE", "ru-RU", "ar-SA", "tr-TR"];

    public static async Task<T> Under<T>(string culture, Func<Task<T>> act)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo uiBefore = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return await act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = uiBefore;
        }
    }
}
