namespace PocketTts.Eval.Audio;
