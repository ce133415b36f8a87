// Makes what sherpa-onnx needs beside a Kokoro file: the file with metadata, voices.bin, tokens.txt.
//   node prepare-kokoro.mjs KOKORO_FOLDER [WORK_FOLDER]
// KOKORO_FOLDER has kokoro-v1.0.int8.onnx (or the file in --model), vocab.json and voices/*.bin; WORK_FOLDER is work/ beside this script.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { metadataBytes } from './lib/onnx-metadata.mjs';

const VoiceBytes = 510 * 256 * 4;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { model: { type: 'string', default: 'kokoro-v1.0.int8.onnx' } } });
const [source, work = join(import.meta.dirname, 'work')] = positionals;
if (!source) {
  console.error('usage: node prepare-kokoro.mjs KOKORO_FOLDER [WORK_FOLDER] [--model FILE]');
  process.exit(1);
}

const voices = readdirSync(join(source, 'voices')).filter((f) => f.endsWith('.bin')).sort();
for (const file of voices) {
  const size = statSync(join(source, 'voices', file)).size;
  if (size !== VoiceBytes) {
    console.error(`${file}: found ${size} bytes, expected ${VoiceBytes} (510 rows of 256 float32)`);
    process.exit(1);
  }
}

if (voices.length === 0) {
  console.error(`${join(source, 'voices')}: no .bin file`);
  process.exit(1);
}

mkdirSync(work, { recursive: true });
const names = voices.map((f) => f.slice(0, -'.bin'.length));
writeFileSync(join(work, 'voices.bin'), Buffer.concat(voices.map((f) => readFileSync(join(source, 'voices', f)))));
writeFileSync(join(work, 'voices.json'), JSON.stringify(names) + '\n');

const { vocab } = JSON.parse(readFileSync(join(source, 'vocab.json'), 'utf8'));
writeFileSync(join(work, 'tokens.txt'), Object.entries(vocab).map(([symbol, id]) => `${symbol} ${id}\n`).join(''));

writeFileSync(join(work, 'kokoro.onnx'), Buffer.concat([readFileSync(join(source, values.model)), metadataBytes({
  sample_rate: 24000,
  version: 2,
  n_speakers: voices.length,
  has_espeak: 1,
  voice: 'en-us',
  language: 'English',
  style_dim: '510,1,256',
  speaker_names: names.join(','),
  comment: 'kokoro',
})]));
console.log(`${work}: kokoro.onnx with metadata, voices.bin (${names.join(', ')}), tokens.txt (${Object.keys(vocab).length} symbols)`);
