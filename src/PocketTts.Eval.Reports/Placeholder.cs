namespace PocketTts.Eval.Reports;
