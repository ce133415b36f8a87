using System.Runtime.InteropServices;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Espeak;

/// <summary>
/// libespeak-ng, loaded when first needed and never shipped (GPL). It keeps its state in globals, so there is one instance
/// and one lock per process; every member may be called from any thread.
/// </summary>
internal sealed class EspeakLibrary
{
    /// <summary>Environment variable with the path of the shared library, when it is not where the loader looks.</summary>
    public const string LibraryVariable = "POCKET_EVAL_ESPEAK_LIBRARY";

    /// <summary>Environment variable with the folder <c>espeak-ng-data</c> or its parent.</summary>
    public const string DataVariable = "POCKET_EVAL_ESPEAK_DATA";

    private const int IpaMode = 0x02;
    private const int TiedIpaMode = 0x82 | ('^' << 8);

    private static readonly Lock s_lock = new();
    private static EspeakLibrary? s_instance;
    private static InputException? s_failure;

    private readonly EspeakNative _native;
    private EspeakVoice? _voice;

    private EspeakLibrary(EspeakNative native, string version, string dataPath)
    {
        _native = native;
        Version = version;
        DataPath = dataPath;
    }

    /// <summary>Version as the library tells it, e.g. <c>1.51</c>.</summary>
    public string Version { get; }

    /// <summary>Data folder in use.</summary>
    public string DataPath { get; }

    /// <summary>The library.</summary>
    /// <exception cref="InputException">It is not installed, or its data is missing.</exception>
    public static EspeakLibrary Load() => TryLoad(out InputException? failure) ?? throw failure!;

    /// <summary>The library, or null and the reason why it cannot be used.</summary>
    public static EspeakLibrary? TryLoad(out InputException? failure)
    {
        lock (s_lock)
        {
            if (s_instance is null && s_failure is null)
            {
                try
                {
                    s_instance = Start(
                        Environment.GetEnvironmentVariable(LibraryVariable), Environment.GetEnvironmentVariable(DataVariable));
                }
                catch (InputException reason)
                {
                    s_failure = reason;
                }
            }

            failure = s_failure;
            return s_instance;
        }
    }

    /// <summary>Phonemes of a text; punctuation only parts clauses and is dropped.</summary>
    /// <param name="text">Text.</param>
    /// <param name="voice">Voice.</param>
    /// <param name="notation">Notation.</param>
    /// <returns>Clauses joined by one blank.</returns>
    public string TextToPhonemes(string text, EspeakVoice voice, EspeakNotation notation)
    {
        // a NUL would end the text early
        string whole = text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
        lock (s_lock)
        {
            if (_voice != voice)
            {
                Select(voice);
            }

            return _native.TextToPhonemes(whole, notation == EspeakNotation.TiedIpa ? TiedIpaMode : IpaMode);
        }
    }

    /// <summary>Loads and starts a library; a process can do that once.</summary>
    /// <param name="libraryPath">Path of the shared library, or null to look for it under its usual names.</param>
    /// <param name="dataPath">Data folder, or null for the library's own.</param>
    internal static EspeakLibrary Start(string? libraryPath, string? dataPath)
    {
        var native = new EspeakNative(Open(libraryPath));
        int rate = native.Initialize(string.IsNullOrEmpty(dataPath) ? null : dataPath);
        (string version, string used) = native.Info();
        if (rate <= 0 || !File.Exists(Path.Combine(used, "phontab")))
        {
            throw new InputException(
                $"espeak-ng {version} has no voice data in '{used}'", expected: "a folder espeak-ng-data",
                remedy: $"install it (apt-get install espeak-ng-data) or set {DataVariable}");
        }

        // espeak silently goes on with its own data when the folder is not there
        if (!string.IsNullOrEmpty(dataPath) && !IsSameFolder(used, dataPath))
        {
            throw new InputException(
                $"espeak-ng uses '{used}' instead of '{dataPath}'", field: DataVariable,
                expected: "the folder espeak-ng-data or its parent", remedy: "correct the path or unset the variable");
        }

        return new EspeakLibrary(native, version, used);
    }

    private static nint Open(string? libraryPath)
    {
        string[] names = !string.IsNullOrEmpty(libraryPath) ? [libraryPath]
            : OperatingSystem.IsWindows() ? ["libespeak-ng.dll", "espeak-ng.dll", @"C:\Program Files\eSpeak NG\libespeak-ng.dll"]
            : OperatingSystem.IsMacOS() ? ["libespeak-ng.1.dylib", "libespeak-ng.dylib", "/opt/homebrew/lib/libespeak-ng.dylib", "/usr/local/lib/libespeak-ng.dylib"]
            : ["libespeak-ng.so.1", "libespeak-ng.so"];
        foreach (string name in names)
        {
            if (!NativeLibrary.TryLoad(name, out nint handle))
            {
                continue;
            }

            if (NativeLibrary.TryGetExport(handle, "espeak_TextToPhonemes", out _))
            {
                return handle;
            }

            NativeLibrary.Free(handle);
        }

        throw new InputException(
            $"espeak-ng is not installed (looked for {string.Join(", ", names)})",
            field: string.IsNullOrEmpty(libraryPath) ? null : LibraryVariable,
            remedy: $"install it: apt-get install libespeak-ng1, brew install espeak-ng, or winget install eSpeak-NG.eSpeak-NG; or set {LibraryVariable}");
    }

    private static bool IsSameFolder(string used, string asked)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(asked));
        string actual = Path.TrimEndingDirectorySeparator(Path.GetFullPath(used));
        return actual == full || actual == Path.Combine(full, "espeak-ng-data");
    }

    private void Select(EspeakVoice voice)
    {
        string name = voice == EspeakVoice.British ? "en" : "en-us";
        if (_native.SetVoice(name) != 0)
        {
            throw new InputException(
                $"espeak-ng {Version} has no voice '{name}' in '{DataPath}'", remedy: "install espeak-ng-data again");
        }

        _voice = voice;
    }
}
