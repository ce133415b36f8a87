using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes.Tags;

/// <summary>Sentences of our own with words that sound by their part of speech; the lexicon's phonemes are the truth.</summary>
public sealed class HeteronymTests(ITestOutputHelper output)
{
    private const string Cases = """
        I have read every book on that shelf. | read | ɹˈɛd
        Did you read the notes before class? | read | ɹˈid
        They wanted to read it again. | read | ɹˈid
        Please read the label first. | read | ɹˈid
        She had never read anything like it. | read | ɹˈɛd
        The store will close at nine. | close | klˈOz
        My office is close to the station. | close | klˈOs
        It was a close game until the end. | close | klˈOs
        Don't close the window. | close | klˈOz
        A cold wind blew from the north. | wind | wˈɪnd
        You have to wind this clock every week. | wind | wˈInd
        We live in a small town. | live | lˈɪv
        They watched a live broadcast. | live | lˈIv
        Cats are said to have nine lives. | lives | lˈIvz
        My sister lives in Leeds. | lives | lˈɪvz
        He set a new world record. | record | ɹˈɛkəɹd
        We will record the next song tomorrow. | record | ɹəkˈɔɹd
        She used to play the violin. | used | jˈust
        He used a hammer. | used | jˈuzd
        This tool is used by plumbers. | used | jˈuzd
        What is the use of that? | use | jˈus
        Nobody could use the phone. | use | jˈuz
        Keep the eggs and the milk separate. | separate | sˈɛpəɹət
        We need to separate the pages. | separate | sˈɛpəɹˌAt
        They live in separate houses. | separate | sˈɛpəɹət
        I object to that remark. | object | əbʤˈɛkt
        A strange object lay on the road. | object | ˈɑbʤəkt
        He will present the award. | present | pɹizˈɛnt
        She got a present from her aunt. | present | pɹˈɛzᵊnt
        The camel crossed the desert. | desert | dˈɛzəɹt
        He would never desert a friend. | desert | dəzˈɜɹt
        A tear rolled down her cheek. | tear | tˈɪɹ
        Do not tear the paper. | tear | tˈɛɹ
        The actors took a bow. | bow | bˈO
        The nurse wrapped the bandage around the wound. | wound | wˈund
        He wound the rope around the post. | wound | wˈWnd
        Wait a minute, please. | minute | mˈɪnət
        The difference was minute. | minute | mInˈut
        They refuse to leave. | refuse | ɹəfjˈuz
        The project is late. | project | pɹˈɑʤˌɛkt
        I suspect that he is right. | suspect | səspˈɛkt
        The main suspect ran away. | suspect | sˈʌspˌɛkt
        They will contest the result. | contest | kəntˈɛst
        She won the contest easily. | contest | kˈɑntˌɛst
        Prices increase every year. | increase | ɪnkɹˈis
        We saw an increase in sales. | increase | ˈɪnkɹˌis
        He tried to excuse himself. | excuse | ɪkskjˈuz
        That is a poor excuse. | excuse | ɪkskjˈus
        The house on the hill is empty. | house | hˈWs
        This building can house forty people. | house | hˈWz
        They must conduct a survey. | conduct | kəndˈʌkt
        His conduct was poor. | conduct | kˈɑndˌʌkt
        You should not abuse their trust. | abuse | əbjˈuz
        I will estimate the cost. | estimate | ˈɛstəmˌAt
        The estimate was too low. | estimate | ˈɛstəmət
        She is a graduate of this school. | graduate | ɡɹˈæʤəwət
        They hope to graduate in May. | graduate | ɡɹˈæʤʊˌAt
        An elaborate plan was made. | elaborate | əlˈæbəɹət
        Could you elaborate on that? | elaborate | əlˈæbəɹˌAt
        We must not permit that. | permit | pəɹmˈɪt
        You need a fishing permit. | permit | pˈɜɹmɪt
        The doctors will transplant a kidney. | transplant | tɹænsplˈænt
        They export rice and import oil. | import | ɪmpˈɔɹt
        The workers rebel against the king. | rebel | ɹəbˈɛl
        """;

    [Fact]
    public void Phonemize_OwnHeteronyms_SoundByPartOfSpeech()
    {
        IPhonemizer phonemizer = Phonemizers.CreateMisaki(EnglishVariant.Us, SharedFiles.Model("kokoro/misaki"), null);
        string[] cases = Cases.Split('\n');
        int right = 0;
        foreach (string line in cases)
        {
            string[] parts = line.Split('|', StringSplitOptions.TrimEntries);
            PhonemizedWord word = phonemizer.Phonemize(parts[0]).Words.First(w => w.Text == parts[1]);
            if (word.Phonemes == parts[2])
            {
                right++;
            }
            else
            {
                output.WriteLine($"{word.Phonemes} instead of {parts[2]} in: {parts[0]}");
            }
        }

        output.WriteLine($"{right} of {cases.Length}");
        Assert.True(right >= 0.95 * cases.Length);
    }
}
