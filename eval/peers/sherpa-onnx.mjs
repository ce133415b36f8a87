// sherpa-onnx (npm sherpa-onnx-node) as an adapter of pocket-eval. Options: option-work (folder that prepare-kokoro.mjs made), option-threads (1),
// option-espeak-data (Debian's).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { count, Fault, needed, serve } from './lib/adapter.mjs';

const require = createRequire(import.meta.url);
let tts;
let speaker;

await serve(
  ({ voice, options }) => {
    const work = resolve(needed(options, 'work', 'the folder that prepare-kokoro.mjs made'));
    const threads = count(options, 'threads', 1);
    const names = JSON.parse(readFileSync(join(work, 'voices.json'), 'utf8'));
    speaker = names.indexOf(voice ?? names[0]);
    if (speaker < 0) {
      throw new Fault('no-voice', `no voice '${voice}' in ${work}; there are ${names.join(', ')}`);
    }

    const { OfflineTts } = require('sherpa-onnx-node');
    const files = { model: join(work, 'kokoro.onnx'), voices: join(work, 'voices.bin'), tokens: join(work, 'tokens.txt') };
    tts = new OfflineTts({
      model: {
        kokoro: { ...files, dataDir: options['espeak-data'] ?? '/usr/lib/x86_64-linux-gnu/espeak-ng-data', lang: 'en-us' },
        numThreads: threads,
        provider: 'cpu',
        debug: false,
      },
      maxNumSentences: 1,
    });
    return {
      name: 'sherpa-onnx',
      version: require('sherpa-onnx-node/package.json').version,
      sampleRateHz: tts.sampleRate,
      deterministic: true,
      seed: false,
      streaming: false,
      threads,
      voice: names[speaker],
      files: Object.values(files),
    };
  },
  // silenceScale 1: pauses stay as the model makes them
  ({ text }) => ({ samples: tts.generate({ text, generationConfig: { sid: speaker, speed: 1, silenceScale: 1 } }).samples }),
);
