// whisper.cpp (npm @fugood/whisper.node) on sound files, to be read beside 'pocket-eval bench --recognizer': the line protocol is for synthesizers only.
//   node whisper-ggml.mjs --model ggml-base.bin [--threads 1] [--rounds 6] [--language en] FILE.wav…
// Files: 16 kHz, mono, 16 bit. Prints one JSON object a line: file, seconds of sound, wall and processor seconds of each round, text.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' }, threads: { type: 'string', default: '1' }, rounds: { type: 'string', default: '6' }, language: { type: 'string', default: 'en' },
  },
});
if (!values.model || files.length === 0) {
  console.error('usage: node whisper-ggml.mjs --model FILE.bin [--threads N] [--rounds N] [--language CODE] FILE.wav…');
  process.exit(1);
}

const sounds = files.map((file) => ({ file, pcm: readPcm(file), walls: [], cpus: [], text: '' }));
const { initWhisper } = await import('@fugood/whisper.node');
const whisper = await initWhisper({ filePath: values.model, useGpu: false }).catch((e) => {
  console.error(`${values.model}: ${e.message}; expected a ggml file of whisper.cpp`);
  process.exit(1);
});
for (let round = -1; round < Number(values.rounds); round++) {
  // every other round backwards, as bench does; the first warms up
  for (const sound of round % 2 === 0 ? sounds : sounds.toReversed()) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const { result } = await whisper.transcribeData(sound.pcm, { language: values.language, maxThreads: Number(values.threads), temperature: 0 }).promise;
    const wall = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    if (round >= 0) {
      sound.walls.push(wall);
      sound.cpus.push((user + system) / 1e6);
      sound.text = result.trim();
    }
  }
}

await whisper.release();
for (const { file, pcm, walls, cpus, text } of sounds) {
  console.log(JSON.stringify({ file: basename(file), audioSeconds: pcm.byteLength / 32000, wallSeconds: walls, cpuSeconds: cpus, text }));
}

function readPcm(file) {
  const bytes = readFileSync(file);
  let format;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (kind === 'fmt ') {
      format = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 12), bytes.readUInt16LE(at + 22)].join(' ');
    } else if (kind === 'data' && format === '1 1 16000 16') {
      return bytes.buffer.slice(bytes.byteOffset + at + 8, bytes.byteOffset + at + 8 + size);
    }

    at += 8 + size + (size % 2);
  }

  console.error(`${file}: no WAV file of 16 kHz, mono, 16 bit`);
  process.exit(1);
}
