using ScottPlot;
using SkiaSharp;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>
/// The font of all plots: Noto Sans, embedded (SIL Open Font License 1.1, Plots/Fonts/OFL.txt), subset to Latin,
/// Greek, Cyrillic and punctuation. Servers and containers often have no fonts at all, and then text would be missing
/// without a word; with it every machine also draws the same plot.
/// </summary>
internal sealed class PlotFont : IFontResolver
{
    /// <summary>A name that no installed font has, so that only this resolver answers to it.</summary>
    public const string Name = "Noto Sans (plots)";

    private const string Resource = "PocketTts.Eval.Reports.Plots.Fonts.NotoSans-Regular.subset.ttf";

    private static readonly Lock Gate = new();
    private static bool isRegistered;

    /// <summary>Makes the font known to the plotting library; may be called any number of times.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (!isRegistered)
            {
                Fonts.FontResolvers.Add(new PlotFont());
                isRegistered = true;
            }
        }
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => Load(fontName);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => Load(fontName);

    private static SKTypeface? Load(string fontName)
    {
        if (fontName != Name)
        {
            return null;
        }

        using Stream font = typeof(PlotFont).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is not in the assembly");
        return SKTypeface.FromStream(font);
    }
}
