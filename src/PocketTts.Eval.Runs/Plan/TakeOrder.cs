namespace PocketTts.Eval.Runs.Plan;

/// <summary>In which order the takes of a run are spoken.</summary>
public enum TakeOrder
{
    /// <summary>
    /// Repeat by repeat, in each repeat utterance by utterance in corpus order, in each utterance all systems one after the
    /// other; which system begins moves on by one from utterance to utterance and from repeat to repeat. Whatever drifts on
    /// the machine meanwhile then meets all systems alike.
    /// </summary>
    Interleaved,

    /// <summary>As <see cref="Interleaved"/>, but in each repeat the utterances come in an order drawn from the plan seed.</summary>
    Shuffled,
}
