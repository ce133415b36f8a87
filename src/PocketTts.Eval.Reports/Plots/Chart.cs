using System.Collections.Immutable;
using ScottPlot;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>One chart, ready to be drawn in any size.</summary>
/// <param name="Name">File name without extension, e.g. <c>rtf-by-length</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What a reader who cannot see it needs: what is drawn, and the numbers that matter.</param>
/// <param name="Height">Height in pixels that its content wants.</param>
/// <param name="Series">What the colours and shapes stand for; empty when the axis says it.</param>
/// <param name="Draw">Draws everything but title and legend into a plot that <see cref="ChartRenderer"/> has prepared.</param>
internal sealed record Chart(string Name, string Title, string Description, int Height, ImmutableArray<ChartSeries> Series, Action<Plot> Draw);

/// <summary>An entry of a legend.</summary>
/// <param name="Index">Place of the series, which gives its colour and shape.</param>
/// <param name="Label">Its name with the number of observations.</param>
internal readonly record struct ChartSeries(int Index, string Label);
