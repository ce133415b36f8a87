// The adapter's side of docs/process-protocol.md: one JSON object a line; sound goes back as one chunk of float32.
import { createInterface } from 'node:readline';

/** An error that the take, or the greeting, ends with: reason in kebab case, message for people. */
export class Fault extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Answers until standard input ends.
 * greet(hello) loads the engine and gives what the greeting says beside type and protocol; speak(request) gives { samples, phonemes }.
 */
export async function serve(greet, speak) {
  let loaded = false;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    try {
      if (request.type === 'hello') {
        const greeting = await greet(request);
        loaded = true;
        answer({ type: 'hello', protocol: 1, pcm: 'f32le', ...greeting });
      } else if (request.type === 'speak') {
        const start = performance.now();
        const { samples, phonemes } = await speak(request);
        const seconds = (performance.now() - start) / 1000;
        const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
        answer({ type: 'chunk', id: request.id, pcm: bytes.toString('base64') });
        answer({ type: 'done', id: request.id, seconds, ...(phonemes ? { phonemes } : {}) });
      } else if (request.type === 'shutdown') {
        process.exit(0);
      }
    } catch (e) {
      answer({ type: 'error', ...(request.id ? { id: request.id } : {}), reason: e.reason ?? 'engine-failed', message: e.message });
      if (!loaded) {
        process.exit(1);
      }
    }
  }
}

/** A whole number from the options, or the default. */
export function count(options, name, standard) {
  const text = options?.[name] ?? String(standard);
  if (!/^[1-9][0-9]*$/.test(text)) {
    throw new Fault('bad-option', `${name}: found '${text}', expected a whole number from 1 on`);
  }

  return Number(text);
}

/** A folder or file that an option must name. */
export function needed(options, name, what) {
  const value = options?.[name];
  if (!value) {
    throw new Fault('bad-option', `option-${name} is missing: ${what}`);
  }

  return value;
}

function answer(message) {
  process.stdout.write(JSON.stringify(message) + '\n');
}
