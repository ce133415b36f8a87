using System.Collections.Immutable;
using ScottPlot;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>Finds places for the names of points so that no name lies over another name, over a point or outside; greedy, in the order given.</summary>
internal static class LabelPlaces
{
    private const double CharacterPixels = 7;
    private const double LinePixels = 17;
    private const double PointPixels = 9;

    // right of the point first, as people read; then left, above, below
    private static readonly ImmutableArray<Alignment> s_sides = [Alignment.MiddleLeft, Alignment.MiddleRight, Alignment.LowerCenter, Alignment.UpperCenter];

    /// <summary>Finds places.</summary>
    /// <param name="points">Pixels from the lower left corner of the area.</param>
    /// <param name="names">Name of each point.</param>
    /// <param name="width">Width of the area in pixels.</param>
    /// <param name="height">Height of the area in pixels.</param>
    /// <returns>Which part of each name lies at its point; null where there is no place left.</returns>
    public static ImmutableArray<Alignment?> Find(IReadOnlyList<(double X, double Y)> points, IReadOnlyList<string> names, double width, double height)
    {
        var taken = points.Select(p => new Box(p.X - PointPixels, p.X + PointPixels, p.Y - PointPixels, p.Y + PointPixels)).ToList();
        var places = ImmutableArray.CreateBuilder<Alignment?>(points.Count);
        for (int i = 0; i < points.Count; i++)
        {
            Alignment? place = null;
            foreach (Alignment side in s_sides)
            {
                Box box = Around(points[i], side, names[i].Length * CharacterPixels);
                if (box.Left >= 0 && box.Right <= width && box.Bottom >= 0 && box.Top <= height && !taken.Exists(box.Meets))
                {
                    taken.Add(box);
                    place = side;
                    break;
                }
            }

            places.Add(place);
        }

        return places.MoveToImmutable();
    }

    private static Box Around((double X, double Y) point, Alignment side, double length) => side switch
    {
        Alignment.MiddleLeft => new Box(point.X + PointPixels + 1, point.X + PointPixels + length, point.Y - (LinePixels / 2), point.Y + (LinePixels / 2)),
        Alignment.MiddleRight => new Box(point.X - PointPixels - length, point.X - PointPixels - 1, point.Y - (LinePixels / 2), point.Y + (LinePixels / 2)),
        Alignment.LowerCenter => new Box(point.X - (length / 2), point.X + (length / 2), point.Y + PointPixels + 1, point.Y + PointPixels + LinePixels),
        _ => new Box(point.X - (length / 2), point.X + (length / 2), point.Y - PointPixels - LinePixels, point.Y - PointPixels - 1),
    };

    private readonly record struct Box(double Left, double Right, double Bottom, double Top)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Bottom < other.Top && other.Bottom < Top;
    }
}
