// Takes side by side: outline of the sound, player, transcript along the text, faults, how to make it again.
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const SEVERITIES = ['clean', 'minor', 'major', 'of no use'];
let embedded = null;

function sourceOf(take, run) {
  if (!take.h) return null;
  if (take.b) {
    embedded ??= JSON.parse(byId('sounds').textContent);
    return `data:audio/wav;base64,${embedded[take.h]}`;
  }
  return run.audio === null ? null : `${run.audio}${take.h}.wav`;
}

function outline(take, score) {
  const count = take.wf.length;
  const picture = svg('svg', { class: 'wave', viewBox: `0 0 ${count} 40`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  let heard = 0;
  for (const word of (score && score.ts && score.t) || []) {
    if (typeof word !== 'string' && word[0] === 'd') continue;
    const [start, length] = score.ts.slice(3 * heard, 3 * heard + 2);
    heard++;
    if (typeof word !== 'string' && start >= 0 && length > 0) {
      picture.append(svg('rect', { class: 'hit', x: start / 100 / take.d * count, y: 0, width: Math.max(1, length / 100 / take.d * count), height: 40 }));
    }
  }
  let top = '';
  let bottom = '';
  for (let i = 0; i < count; i++) {
    const half = 0.4 + DIGITS.indexOf(take.wf[i]) / 63 * 19.4;
    top += `${i ? 'L' : 'M'}${i + .5} ${(20 - half).toFixed(1)}`;
    bottom = `L${i + .5} ${(20 + half).toFixed(1)}${bottom}`;
  }
  picture.append(svg('path', { class: 'sound', d: `${top}${bottom}Z` }));
  const head = svg('line', { class: 'head', x1: 0, x2: 0, y1: 0, y2: 40 });
  picture.append(head);
  return { picture, moveTo: share => { head.setAttribute('x1', share * count); head.setAttribute('x2', share * count); } };
}

// word, and below it when it begins and how sure the recognizer is
function transcript(score, seek) {
  const line = el('p', { class: 'words', dir: 'auto' });
  let heard = 0;
  for (const word of score.t || []) {
    const [kind, expected, said] = typeof word === 'string' ? ['=', '', word] : word;
    const cell = el('span', { class: `hw k-${kind === '=' ? 'ok' : kind}` });
    const top = el('span', { class: 'hword' });
    if (kind === 'd' || kind === 's') top.append(el('del', {}, expected));
    if (kind === 's') top.append(' ');
    if (kind === 'i' || kind === 's') top.append(el('ins', {}, said));
    if (kind === '=') top.append(said);
    cell.append(top);
    if (kind === 'd') {
      cell.append(el('small', {}, 'not heard'));
    } else {
      const [start, , sure] = score.ts ? score.ts.slice(3 * heard, 3 * heard + 3) : [-1, -1, -1];
      heard++;
      if (start >= 0 || sure >= 0) {
        cell.append(el('small', sure >= 0 && sure < 50 ? { class: 'low' } : {}, [start >= 0 ? `${(start / 100).toFixed(2)} s` : null, sure >= 0 ? `${sure} %` : null].filter(part => part).join(' ')));
      }
      if (start >= 0 && seek) {
        cell.classList.add('seek');
        cell.addEventListener('click', () => seek(start / 100));
      }
    }
    line.append(cell, ' ');
  }
  if (!(score.t || []).length) line.append(el('small', {}, 'nothing was heard'));
  return line;
}

const shorten = (text, length) => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);
const quote = text => `'${text.replaceAll("'", "'\\''")}'`;

function command(text, system, take) {
  const words = text.f[0].p.join('');
  return `pocket-eval speak --system ${quote(DATA.systems[system].spec)}${take.sd ? ` --seed ${take.sd}` : ''} --text ${quote(words)}`;
}

function facts(take) {
  const list = [];
  if (take.d !== undefined) list.push(`${take.d.toFixed(2)} s`);
  if (take.w !== undefined && take.d > 0) list.push(`RTF ${(take.w / take.d).toPrecision(3)}${take.e === 0 ? ' (not counted)' : ''}`);
  if (take.fa !== undefined) list.push(`first audio ${take.fa < 1 ? `${Math.round(take.fa * 1000)} ms` : `${take.fa.toFixed(2)} s`}`);
  if (take.lv !== undefined) list.push(`${take.lv.toFixed(1)} dBFS`);
  if (take.sd) list.push(`seed ${take.sd}`);
  return list;
}

function sound(card, take, run, label, score) {
  const drawn = take.wf ? outline(take, score) : null;
  const source = sourceOf(take, run);
  if (drawn) card.append(drawn.picture);
  if (!source) {
    card.append(el('p', { class: 'muted small' }, take.d === undefined ? 'no sound' : 'sound not kept'));
    return null;
  }
  const player = el('audio', { controls: true, preload: 'none', src: source, 'aria-label': `sound of ${label}` });
  player.addEventListener('error', () => player.replaceWith(el('p', { class: 'muted small' }, `cannot play ${take.b ? 'the sound' : source}: is the audio folder still there?`)));
  card.append(player);
  const seek = seconds => { player.currentTime = seconds; player.play(); };
  if (drawn) {
    player.addEventListener('timeupdate', () => drawn.moveTo(player.duration > 0 ? player.currentTime / player.duration : 0));
    drawn.picture.addEventListener('click', event => {
      const box = drawn.picture.getBoundingClientRect();
      seek(take.d * (event.clientX - box.left) / box.width);
    });
  }
  return seek;
}

function problems(score, form) {
  const list = el('ul', { class: 'faults' });
  for (const [column, kind, confidence, rule, heard, blamed] of score.y || []) {
    const word = column >= 0 ? form.p[2 * column + 1] : '';
    list.append(el('li', { dir: 'auto' }, el('b', {}, word), ` ${kind} (${confidence}, rule ${rule})${heard ? `, heard “${shorten(heard, 80)}”` : ''}${blamed ? '; rather the text’s or the recognizer’s fault' : ''}`));
  }
  for (const [words, kind, confidence] of score.x || []) list.append(el('li', { dir: 'auto' }, el('b', {}, shorten(words, 120)), ` ${kind} (${confidence})`));
  for (const [kind, confidence, detail] of score.tf || []) list.append(el('li', { dir: 'auto' }, el('b', {}, kind), ` (${confidence}): ${detail}`));
  return list.childNodes.length ? list : null;
}

function takeCard(text, system, take, isNamed) {
  const run = DATA.runs[DATA.systems[system].run];
  const label = `take ${take.r.join(', ')}`;
  const scores = take.q || [];
  const status = take.o || SEVERITIES[Math.max(0, ...scores.map(score => score.sv))];
  const tone = take.o === 'failed' || status === 'major' || status === 'of no use' ? 'bad' : status === 'clean' ? 'good' : 'warn';
  const card = el('article', { class: 'take', 'aria-label': `${label} of ${DATA.systems[system].label}` },
    isNamed ? el('h4', { dir: 'auto' }, DATA.systems[system].label) : null,
    el('p', { class: 'takehead' }, el('b', {}, label), ' ', el('span', { class: `status ${tone}` }, status), ' ', el('span', { class: 'muted' }, facts(take).join(' · '))));
  if (take.r.length > 1) card.append(el('p', { class: 'muted small' }, 'identical sound, counts once'));
  const seek = sound(card, take, run, `${label} of ${DATA.systems[system].label}, ${text.i}`, scores[0]);
  for (const score of take.d === undefined ? [] : scores) {
    if (run.recognizers.length > 1) card.append(el('p', { class: 'muted small' }, `${run.recognizers[score.z]}: ${plural(score.m[0], 'error')} in ${plural(score.m[1], 'word')}`));
    card.append(transcript(score, seek));
    const list = problems(score, text.f[score.f]);
    if (list) card.append(list);
  }
  for (const [stage, reason, message] of take.fl || []) card.append(el('p', { class: 'failure', dir: 'auto' }, `Failed to ${stage} (${reason}): ${message}`));
  for (const [code, message] of take.wn || []) card.append(el('p', { class: 'warning', dir: 'auto' }, `Warning ${code}: ${message}`));
  if (take.o !== 'missing') {
    card.append(el('details', { class: 'again' }, el('summary', {}, 'Make it again'), el('code', { class: 'command', dir: 'ltr' }, command(text, system, take)),
      take.ph ? el('p', { class: 'small', dir: 'auto' }, `Phonemes: ${take.ph}`) : null));
  }
  return card;
}
