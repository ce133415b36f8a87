namespace PocketTts.Eval.Runs;
