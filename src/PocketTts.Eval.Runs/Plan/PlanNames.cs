using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Says which engines and recognizers exist, so that a plan's wrong names are told with their places. Each gives null or what is wrong.</summary>
/// <param name="CheckSystem">Looks at a system.</param>
/// <param name="CheckRecognizer">Looks at a recognizer id.</param>
public sealed record PlanNames(Func<SystemSpec, InputException?> CheckSystem, Func<string, InputException?> CheckRecognizer)
{
    /// <summary>The names that some engines know.</summary>
    /// <param name="engines">Synthesizer engines.</param>
    /// <param name="recognizers">Recognizer engines.</param>
    /// <returns>The checks.</returns>
    public static PlanNames Of(IReadOnlyList<ISynthesizerEngine> engines, IReadOnlyList<IRecognizerEngine> recognizers) =>
        new(system => Problem(() => engines.Find(system)), id => Problem(() => recognizers.Find(id)));

    private static InputException? Problem(Func<object> find)
    {
        try
        {
            find();
            return null;
        }
        catch (InputException problem)
        {
            return problem;
        }
    }
}
