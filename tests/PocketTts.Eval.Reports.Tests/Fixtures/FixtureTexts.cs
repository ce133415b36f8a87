namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>Forty texts: ordinary sentences, short ones, one paragraph, and five that try to break whoever prints them.</summary>
internal static class FixtureTexts
{
    public static readonly string[] All =
    [
        "The ferry leaves at half past six from the northern pier.",
        "Please put the blue kettle back on the lower shelf.",
        "Yes.",
        "Turn left.",
        "My sister grows tomatoes, beans and far too many courgettes.",
        "It rained all night, so the path along the river is muddy.",
        "Who left the gate open?",
        "The museum is closed on Mondays and on public holidays.",
        "I'd rather walk than wait for another crowded bus.",
        "A thin fog hung over the harbour until the sun came up.",
        "We need two screws, a short plank and a little patience.",
        "She read the letter twice and folded it into her pocket.",
        "The old clock in the hall strikes thirteen when it feels like it.",
        "Nothing in the fridge matched anything on the shopping list.",
        "Careful!",
        "The choir sang in the empty station, and people stopped to listen.",
        "He had had enough of the noise by the third evening.",
        "Seven small boats drifted past the lighthouse before noon.",
        "The recipe calls for cold butter, warm milk and a hot oven.",
        "Our neighbour's dog sleeps on the roof of the shed.",
        "If the lift is broken again, take the stairs on the east side.",
        "They painted the door green, then grey, then green once more.",
        "The last train is rarely late, but tonight it was.",
        "Could you lower your voice a little, please?",
        "A well-known baker opened a shop next to the well-lit square.",
        "The teacher asked why the moon seems larger near the horizon.",
        "Eleven people signed up, nine came, and four stayed to the end.",
        "Bring a torch, a rope, and somebody who knows the way.",
        "The radio played the same three songs from breakfast to supper.",
        "Wind and salt had eaten the letters off the sign.",
        "He whistled.",
        "The carpenter measured once, cut twice, and still the shelf was too short.",
        "On the first morning the mountains were hidden; on the second we saw snow as far as the border, and on the third nobody wanted to go home, although the food had run out and the stove smoked whenever the wind turned.",
        "Some of the seats face backwards, which not everybody likes.",
        "The vet said the cat was fine, only proud.",
        "<script>alert('x')</script> said the sign on the door.",
        "=1+1 is what the first cell said, | and `then` it @stopped.",
        "The arrow \u202Epointed\u202C back & the \"quote\" never ended.",
        "A bell\u0007 rang in the tower of N\u00E6rum, na\u00EFve caf\u00E9 \U0001F514.",
        "</p></details></main> was all the label showed.",
    ];
}
