// Writes the tokens that pocket-eval fed to Kokoro, from a run of it:
//   node write-tokens.mjs RUN_FOLDER VOCAB_JSON > tokens.json
// { "text": { "phonemes": "…", "ids": [ … ] } } for each text that was spoken in one piece.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [run, vocabulary] = process.argv.slice(2);
if (!run || !vocabulary) {
  console.error('usage: node write-tokens.mjs RUN_FOLDER VOCAB_JSON > tokens.json');
  process.exit(1);
}

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l));
const { vocab } = JSON.parse(readFileSync(vocabulary, 'utf8'));
const tokens = {};
const texts = {};
for (const file of readdirSync(join(run, 'corpora'))) {
  for (const { id, text } of lines(join(run, 'corpora', file))) {
    texts[`${file.slice(0, -'.jsonl'.length)}/${id}`] = text;
  }
}

for (const fact of readdirSync(run).filter((f) => /^journal.*\.jsonl$/.test(f)).flatMap((f) => lines(join(run, f)))) {
  if (fact.kind === 'synthesized' && fact.synthesis.phonemes && fact.synthesis.chunkCount === 1) {
    const ids = [...fact.synthesis.phonemes].map((symbol) => vocab[symbol]);
    if (ids.includes(undefined)) {
      console.error(`${vocabulary}: no id for a symbol of '${fact.synthesis.phonemes}'`);
      process.exit(1);
    }

    tokens[texts[`${fact.take.corpus}/${fact.take.utteranceId}`]] = { phonemes: fact.synthesis.phonemes, ids };
  }
}

console.log(JSON.stringify(tokens, null, 1));
