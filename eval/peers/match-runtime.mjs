// Lets a peer run on pocket-eval's ONNX Runtime, so that a comparison is of programs and not of two versions of the library (Linux):
//   node match-runtime.mjs LIBONNXRUNTIME_SO VERSION OUT
// copies the library with its symbols' version renamed to the one that the peer was linked with. The interface of ONNX Runtime is handed out by version
// number, and newer libraries hand out the older ones.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [source, version, target] = process.argv.slice(2);
if (!target) {
  console.error('usage: node match-runtime.mjs LIBONNXRUNTIME_SO VERSION OUT');
  process.exit(1);
}

const library = readFileSync(source);
const found = /VERS_(\d+\.\d+\.\d+)\0/.exec(library.toString('latin1'));
if (!found || found[1].length !== version.length) {
  console.error(`${source}: found symbols of version '${found?.[1]}', expected a version as long as '${version}'`);
  process.exit(1);
}

const was = `VERS_${found[1]}`;
const is = `VERS_${version}`;
library.write(is, library.indexOf(`${was}\0`), 'latin1');

// the loader compares hashes of names first: a definition is version 1, flags, index, count 1, hash (five fields of 2, 2, 2, 2, 4 bytes)
for (let at = library.indexOf(hash(was)); at >= 0; at = library.indexOf(hash(was), at + 4)) {
  if (at >= 8 && library.readUInt16LE(at - 8) === 1 && library.readUInt16LE(at - 2) === 1) {
    hash(is).copy(library, at);
  }
}

mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, library);
console.log(`${target}: ${was} is now ${is}`);

// of the System V ABI
function hash(name) {
  let value = 0;
  for (const letter of Buffer.from(name)) {
    value = (value << 4) + letter;
    const high = value & 0xf0000000;
    value = (value ^ (high >>> 24)) & ~high;
  }

  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
