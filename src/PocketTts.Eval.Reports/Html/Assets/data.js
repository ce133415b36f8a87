// The page is whole without this script; the script draws the texts from the data in the page. Everything is made by
// createElement and text nodes, so no text of a run can become an element.
const DATA = JSON.parse(document.getElementById('data').textContent);
const byId = id => document.getElementById(id);

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const isWrong = code => code !== '.' && code !== '-' && code !== 'u';
const number = value => value.toLocaleString('en-US');
const plural = (count, word) => `${number(count)} ${word}${count === 1 ? '' : 's'}`;
const nameOf = text => `${DATA.corpora[text.c]}/${text.i}`;
const recognizersOf = system => DATA.runs[DATA.systems[system].run].recognizers;

// the score of a take by the chosen recognizer
const scoreOf = (take, recognizer) => (take.q || []).find(score => score.z === recognizer);

// what is wrong with a text, by name, for the filter; system null: by any
function verdictsOf(text, system) {
  const key = system === null ? 'all' : system;
  text.verdicts ??= {};
  if (!text.verdicts[key]) {
    const found = new Set();
    for (const part of text.s) {
      if (system !== null && part.k !== system) continue;
      for (const take of part.t || []) {
        if (take.o) found.add(`${take.o} take`);
        if (take.wn) found.add('warning');
        for (const score of take.q || []) {
          for (const fault of score.y || []) { found.add(fault[1]); if (fault[5]) found.add('text or recognizer'); }
          for (const extra of score.x || []) found.add(extra[1]);
          for (const fault of score.tf || []) found.add(fault[0]);
        }
      }
    }
    text.verdicts[key] = found;
  }
  return text.verdicts[key];
}

function troubleOf(text, system) {
  let sum = 0;
  for (const part of text.s) if (system === null || part.k === system) sum += part.m[6];
  return sum;
}

const hasSystem = (text, system) => system === null || text.s.some(part => part.k === system);

// how often each word of a reading was wrong, over takes with sound
function tally(text, form, system, recognizer) {
  const columns = (text.f[form].p.length - 1) / 2;
  const takes = new Array(columns).fill(0);
  const wrong = new Array(columns).fill(0);
  for (const part of text.s) {
    if (system !== null && part.k !== system) continue;
    for (const take of part.t || []) {
      const score = take.d === undefined ? null : scoreOf(take, recognizer);
      if (!score || score.f !== form) continue;
      for (let i = 0; i < columns; i++) {
        if (score.c[i] === '-') continue;
        takes[i]++;
        if (isWrong(score.c[i])) wrong[i]++;
      }
    }
  }
  return { takes, wrong };
}

// a text with its words marked by how often they were wrong: by background, by underline and by number
function marked(text, form, system, recognizer, limit) {
  const pieces = text.f[form].p;
  const { takes, wrong } = tally(text, form, system, recognizer);
  const parts = [];
  let plain = '';
  let length = 0;
  for (let i = 0; i < pieces.length; i++) {
    const column = (i - 1) / 2;
    if (length > limit) break;
    length += pieces[i].length;
    if (i % 2 === 0 || wrong[column] === 0) { plain += pieces[i]; continue; }
    parts.push(plain);
    plain = '';
    const level = wrong[column] === takes[column] ? 'w3' : wrong[column] * 2 >= takes[column] ? 'w2' : 'w1';
    parts.push(el('span', { class: level, title: `not said right in ${wrong[column]} of ${plural(takes[column], 'take')}` },
      pieces[i], el('sup', { 'aria-label': ` (${wrong[column]} of ${takes[column]}) ` }, `${wrong[column]}/${takes[column]}`)));
  }
  parts.push(plain);
  const rest = pieces.reduce((sum, piece) => sum + piece.length, 0) - length + (text.f[form].l || 0);
  if (rest > 0) parts.push(el('small', {}, ` … ${plural(rest, 'more character')}`));
  return parts;
}
