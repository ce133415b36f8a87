using System.Buffers.Binary;
using System.Text;

namespace PocketTts.Eval.Models.Tests.Numpy;

/// <summary>Writes .npy files, good and bad ones.</summary>
internal static class NpyBytes
{
    public static byte[] Write(byte[] data, string shape, string type = "<f4", string fortranOrder = "False", byte version = 1)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {fortranOrder}, 'shape': {shape}, }}");
        byte[] length = new byte[version == 1 ? 2 : 4];
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        }

        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. data];
    }
}
