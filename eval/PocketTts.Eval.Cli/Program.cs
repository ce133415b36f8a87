using PocketTts.Eval.Cli.Hosting;
using Spectre.Console;

// Tables and progress are drawn by Spectre on stderr; stdout carries data only. Whatever the user's locale, numbers read the same.
System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

using var cancellation = new CancelOnSignal();
var host = new CliHost
{
    Out = Console.Out,
    Error = Console.Error,
    // strict: bytes that are no UTF-8 are an error of the input, not text with holes
    In = new StreamReader(Console.OpenStandardInput(), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false),
    Messages = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Detect }),
    IsInteractive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null,
    Time = TimeProvider.System,
    Environment = Environment.GetEnvironmentVariable,
};
return await App.RunAsync(args, host, cancellation.Token).ConfigureAwait(false);
