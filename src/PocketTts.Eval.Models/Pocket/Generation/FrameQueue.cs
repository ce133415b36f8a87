namespace PocketTts.Eval.Models.Pocket.Generation;

/// <summary>Hands frames from the thread that makes them to the thread that decodes them. The frames of one take are kept (128 bytes each).</summary>
internal sealed class FrameQueue : IFrameReceiver
{
    private readonly object _gate = new();
    private readonly List<int> _ends = [];
    private readonly int _width;
    private float[] _frames;
    private int _written;
    private int _read;
    private int _endsRead;
    private bool _isComplete;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="width">Floats of a frame.</param>
    public FrameQueue(int width)
    {
        _width = width;
        _frames = new float[width * 256];
    }

    /// <inheritdoc />
    public void Frame(ReadOnlySpan<float> latent)
    {
        lock (_gate)
        {
            int start = _written * _width;
            if (start == _frames.Length)
            {
                Array.Resize(ref _frames, start * 2);
            }

            latent.CopyTo(_frames.AsSpan(start));
            _written++;
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc />
    public void EndChunk()
    {
        lock (_gate)
        {
            _ends.Add(_written);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Says that nothing more comes.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for what comes next and passes it on, on the calling thread.</summary>
    /// <param name="receiver">Takes the frame or the end of the chunk.</param>
    /// <param name="frame">Scratch of one frame.</param>
    /// <returns>False when nothing more comes.</returns>
    public bool TryPass(IFrameReceiver receiver, Span<float> frame)
    {
        bool isEnd;
        lock (_gate)
        {
            while (_read == _written && _endsRead == _ends.Count && !_isComplete)
            {
                Monitor.Wait(_gate);
            }

            isEnd = _endsRead < _ends.Count && _ends[_endsRead] == _read;
            if (isEnd)
            {
                _endsRead++;
            }
            else if (_read < _written)
            {
                _frames.AsSpan(_read * _width, _width).CopyTo(frame);
                _read++;
            }
            else
            {
                return false;
            }
        }

        if (isEnd)
        {
            receiver.EndChunk();
        }
        else
        {
            receiver.Frame(frame);
        }

        return true;
    }
}
