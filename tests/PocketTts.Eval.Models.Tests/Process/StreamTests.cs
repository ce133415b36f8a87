using System.Buffers.Binary;
using System.Text;
using CsCheck;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Process;

namespace PocketTts.Eval.Models.Tests.Process;

/// <summary>What comes in pieces is put together, whatever the pieces.</summary>
public sealed class StreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void ReadLineAsync_AnyLinesInAnyPieces_AreReadBack() =>
        Gen.Select(Gen.String[Gen.Char["abcé\r "], 0, 40].Array[0, 20], Gen.Int[1, 30], Gen.Bool).Sample((lines, piece, isFinished) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + (isFinished && lines.Length > 0 ? "\n" : string.Empty));
            var reader = new LineReader(new PieceStream(bytes, piece), 1 << 20);
            string[] expected = isFinished ? lines : lines.Length > 0 ? lines[..^1] : [];
            foreach (string line in expected)
            {
                ReadOnlyMemory<byte>? read = reader.ReadLineAsync(Token).AsTask().GetAwaiter().GetResult();
                Assert.Equal(line.EndsWith('\r') ? line[..^1] : line, Encoding.UTF8.GetString(read!.Value.Span));
            }

            Assert.Null(reader.ReadLineAsync(Token).AsTask().GetAwaiter().GetResult());
            Assert.Equal(isFinished || lines.Length == 0 ? 0 : Encoding.UTF8.GetByteCount(lines[^1]), reader.UnfinishedBytes);
        });

    [Theory]
    [InlineData(200_000, 70_000)]
    [InlineData(100, 10)]
    public async Task ReadLineAsync_LineOverTheLimit_IsRefused(int length, int limit)
    {
        var reader = new LineReader(new PieceStream(Encoding.ASCII.GetBytes("ok\n" + new string('x', length)), 999), limit);
        Assert.Equal(2, (await reader.ReadLineAsync(Token))!.Value.Length);
        Assert.Equal("protocol-error", (await Assert.ThrowsAsync<AdapterFaultException>(async () => await reader.ReadLineAsync(Token))).Reason);
    }

    [Fact]
    public async Task ReadLineAsync_WaitingGivenUp_LosesNothing()
    {
        using var gate = new GateStream("{\"a\":1}\n"u8.ToArray());
        var reader = new LineReader(gate, 1000);
        using var soon = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadLineAsync(soon.Token));

        gate.Open();

        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString((await reader.ReadLineAsync(Token))!.Value.Span));
    }

    [Fact]
    public void Add_PcmInAnyPieces_GivesTheSameSamples() =>
        Gen.Select(Gen.Short.Array[0, 200], Gen.Int[1, 17], Gen.Bool).Sample((values, piece, isFloat) =>
        {
            byte[] bytes = new byte[values.Length * (isFloat ? 4 : 2)];
            for (int i = 0; i < values.Length; i++)
            {
                if (isFloat)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i] / 32768f);
                }
                else
                {
                    BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
                }
            }

            var buffer = new PcmBuffer(isFloat);
            var handed = new List<float>();
            for (int at = 0; at < bytes.Length; at += piece)
            {
                handed.AddRange(buffer.Add(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at))));
            }

            Assert.Equal([.. values.Select(v => v / 32768f)], buffer.Samples.ToArray());
            Assert.Equal(buffer.Samples.ToArray(), handed);
            Assert.Equal(0, buffer.RestBytes);
        });

    [Fact]
    public void Parse_AnyBytes_GivesAMessageOrAFault() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            try
            {
                using AdapterMessage message = AdapterMessage.Parse(bytes);
                Assert.NotNull(message.Type);
            }
            catch (AdapterFaultException fault)
            {
                Assert.DoesNotContain(fault.Message, char.IsControl);
                Assert.True(fault.Message.Length < 400);
            }
        });

    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    private sealed class GateStream(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource _open = new();

        public void Open() => _open.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _open.Task;
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
