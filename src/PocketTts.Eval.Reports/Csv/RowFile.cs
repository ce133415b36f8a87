using System.Text;
using CsvHelper;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Reports.Csv;

/// <summary>Rows of a table that come in another order than the table's: they are written to a temporary file as they come and copied out in order.</summary>
internal sealed class RowFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly StreamWriter _writer;
    private readonly CsvWriter _csv;
    private long[] _starts = new long[1024];
    private int[] _lengths = new int[1024];
    private int _count;

    /// <summary>Makes the temporary file.</summary>
    /// <exception cref="InputException">It cannot be made.</exception>
    public RowFile(string path)
    {
        _path = path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }

        _writer = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14);
        _csv = CsvWriter.Create(_writer, CsvText.Options, leaveOpen: true);
    }

    /// <summary>Writes the rows of a take.</summary>
    /// <param name="index">Its place in the table, from 0.</param>
    /// <param name="write">Writes them, each with its end.</param>
    /// <exception cref="InputException">The disk is full.</exception>
    public void Add(int index, Action<CsvWriter> write)
    {
        if (index >= _starts.Length)
        {
            int size = Math.Max(index + 1, 2 * _starts.Length);
            Array.Resize(ref _starts, size);
            Array.Resize(ref _lengths, size);
        }

        try
        {
            _starts[index] = _stream.Position;
            write(_csv);
            _csv.Flush();
            _writer.Flush();
            _lengths[index] = (int)(_stream.Position - _starts[index]);
            _count = Math.Max(_count, index + 1);
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
    }

    /// <summary>Copies all rows in order.</summary>
    public async Task CopyToAsync(Stream output, CancellationToken cancellationToken)
    {
        await _stream.FlushAsync(cancellationToken);
        byte[] buffer = new byte[1 << 16];
        for (int i = 0; i < _count; i++)
        {
            long position = _starts[i];
            for (int left = _lengths[i]; left > 0;)
            {
                int read = RandomAccess.Read(_stream.SafeFileHandle, buffer.AsSpan(0, Math.Min(left, buffer.Length)), position);
                if (read == 0)
                {
                    throw new EndOfStreamException($"{_path} is shorter than what was written to it");
                }

                output.Write(buffer, 0, read);
                position += read;
                left -= read;
            }

            if (i % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv.Dispose();
        _writer.Dispose();
    }

    private InputException Unwritable(Exception cause) =>
        new($"cannot write the report: {cause.Message}", file: _path, remedy: "choose another output folder or make this one writable", innerException: cause);
}
