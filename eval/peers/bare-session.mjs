// onnxruntime-node alone as an adapter of pocket-eval: the session's run and nothing else, on the tokens that pocket-eval fed for the same texts. What a
// synthesizer around ONNX Runtime can reach at best. Options: option-model (.onnx), option-voices (folder of .bin), option-tokens (file that
// write-tokens.mjs made), option-threads (1).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { count, Fault, needed, serve } from './lib/adapter.mjs';

const require = createRequire(import.meta.url);
const StyleLength = 256;
let ort;
let session;
let pack;
let texts;

await serve(
  async ({ voice, options }) => {
    const model = resolve(needed(options, 'model', 'the Kokoro .onnx file'));
    const voiceFile = join(resolve(needed(options, 'voices', 'the folder with the voices')), `${voice}.bin`);
    const tokens = resolve(needed(options, 'tokens', 'the file that write-tokens.mjs made'));
    const threads = count(options, 'threads', 1);
    texts = JSON.parse(readFileSync(tokens, 'utf8'));
    const bytes = readFileSync(voiceFile);
    pack = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    ort = require('onnxruntime-node');

    // as pocket-eval opens its sessions
    session = await ort.InferenceSession.create(model, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      executionMode: 'sequential',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      enableMemPattern: false,
    });
    return {
      name: 'onnxruntime-node',
      version: require('onnxruntime-node/package.json').version,
      sampleRateHz: 24000,
      deterministic: true,
      seed: false,
      streaming: false,
      threads,
      voice,
      files: [model, voiceFile, tokens],
    };
  },
  async ({ text }) => {
    const known = texts[text];
    if (!known) {
      throw new Fault('no-tokens', `the file of tokens does not have this text: '${text}'`);
    }

    const ids = known.ids;
    const row = (ids.length - 1) * StyleLength;
    const output = await session.run({
      [session.inputNames[0]]: new ort.Tensor('int64', BigInt64Array.from([0, ...ids, 0], BigInt), [1, ids.length + 2]),
      [session.inputNames[1]]: new ort.Tensor('float32', pack.subarray(row, row + StyleLength), [1, StyleLength]),
      [session.inputNames[2]]: new ort.Tensor('float32', Float32Array.of(1), [1]),
    });
    return { samples: output[session.outputNames[0]].data, phonemes: known.phonemes };
  },
);
