namespace PocketTts.Eval.TestSupport;

/// <summary>What the server does: an answer, and how it goes wrong.</summary>
internal sealed record ServerReply
{
    public int Status { get; init; } = 200;

    public List<(string Name, string Value)> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>Content-Length that is claimed; null: the right one; -1: none.</summary>
    public int? Length { get; init; }

    /// <summary>Sends the body in chunks instead of with a length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Bytes of head and body after which the connection ends; null: never.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Ends the connection with a reset instead of a close.</summary>
    public bool Resets { get; init; }

    /// <summary>Sends nothing more after the cut instead of closing.</summary>
    public bool Stalls { get; init; }

    /// <summary>Closes after a whole answer although nothing was said of it.</summary>
    public bool Closes { get; init; }

    public ServerReply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}
