using System.Runtime.InteropServices;
using System.Text;

namespace PocketTts.Eval.Models.Espeak;

/// <summary>The five functions of libespeak-ng that are used (specs/kokoro.md 3.2). Not thread-safe: the library has globals.</summary>
internal sealed unsafe class EspeakNative
{
    private const int SynchronousOutput = 2; // opens no audio device
    private const int DoNotExit = 0x8000;
    private const int Utf8 = 1;

    private readonly delegate* unmanaged[Cdecl]<int, int, byte*, int, int> _initialize;
    private readonly delegate* unmanaged[Cdecl]<byte**, byte*> _info;
    private readonly delegate* unmanaged[Cdecl]<byte*, int> _setVoiceByName;
    private readonly delegate* unmanaged[Cdecl]<void**, int, int, byte*> _textToPhonemes;

    /// <summary>Binds the functions of a loaded library.</summary>
    /// <param name="library">Handle from <see cref="NativeLibrary"/>.</param>
    /// <exception cref="EntryPointNotFoundException">The library is not espeak-ng.</exception>
    public EspeakNative(nint library)
    {
        _initialize = (delegate* unmanaged[Cdecl]<int, int, byte*, int, int>)NativeLibrary.GetExport(library, "espeak_Initialize");
        _info = (delegate* unmanaged[Cdecl]<byte**, byte*>)NativeLibrary.GetExport(library, "espeak_Info");
        _setVoiceByName = (delegate* unmanaged[Cdecl]<byte*, int>)NativeLibrary.GetExport(library, "espeak_SetVoiceByName");
        _textToPhonemes = (delegate* unmanaged[Cdecl]<void**, int, int, byte*>)NativeLibrary.GetExport(library, "espeak_TextToPhonemes");
    }

    /// <summary>Starts the library.</summary>
    /// <param name="dataPath">Folder <c>espeak-ng-data</c> or its parent, or null for the library's own.</param>
    /// <returns>Sampling rate in Hz, or -1.</returns>
    public int Initialize(string? dataPath)
    {
        fixed (byte* path = dataPath is null ? null : Encoding.UTF8.GetBytes(dataPath + '\0'))
        {
            return _initialize(SynchronousOutput, 0, path, DoNotExit);
        }
    }

    /// <summary>Version and data folder in use.</summary>
    public (string Version, string DataPath) Info()
    {
        byte* path;
        byte* version = _info(&path);
        return (Marshal.PtrToStringUTF8((nint)version) ?? "", Marshal.PtrToStringUTF8((nint)path) ?? "");
    }

    /// <summary>Chooses a voice.</summary>
    /// <returns>0 when it is there.</returns>
    public int SetVoice(string name)
    {
        fixed (byte* utf8 = Encoding.UTF8.GetBytes(name + '\0'))
        {
            return _setVoiceByName(utf8);
        }
    }

    /// <summary>Phonemes of a text, clauses joined by a blank.</summary>
    /// <param name="text">Text; must hold no NUL.</param>
    /// <param name="phonemeMode">Bits of espeak's phonememode.</param>
    public string TextToPhonemes(string text, int phonemeMode)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text + '\0');
        string phonemes = "";
        StringBuilder? joined = null;
        fixed (byte* start = utf8)
        {
            void* rest = start;
            while (rest is not null)
            {
                byte* clause = _textToPhonemes(&rest, Utf8, phonemeMode);
                string? said = Marshal.PtrToStringUTF8((nint)clause);
                if (string.IsNullOrEmpty(said))
                {
                    continue;
                }

                if (phonemes.Length == 0 && joined is null)
                {
                    phonemes = said;
                }
                else
                {
                    (joined ??= new StringBuilder(phonemes)).Append(' ').Append(said);
                }
            }
        }

        return joined?.ToString() ?? phonemes;
    }
}
