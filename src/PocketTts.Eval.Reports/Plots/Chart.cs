using ScottPlot;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>One chart, ready to be drawn in any size.</summary>
/// <param name="Name">File name without extension, e.g. <c>rtf-by-length</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What a reader who cannot see it needs: what is drawn, and the numbers that matter.</param>
/// <param name="Height">Height in pixels that its content wants.</param>
/// <param name="Draw">Draws everything but the title into a plot that <see cref="ChartRenderer"/> has prepared.</param>
internal sealed record Chart(string Name, string Title, string Description, int Height, Action<Plot> Draw);
