namespace PocketTts.Eval.Models;
