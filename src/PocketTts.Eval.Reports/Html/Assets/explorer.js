// The list of texts: filter, pages, heat maps.
const PAGE = 25;
const TABLE_COLUMNS = 250;
const state = { system: null, tag: null, verdict: null, search: '', only: false, sort: 'trouble', recognizer: 0, page: 0 };
let matching = [];

const codeClass = code => (code === '-' ? 'c-none' : code === '.' ? 'c-said' : `c-${code.toLowerCase()}${code !== code.toLowerCase() ? ' sure' : ''}`);

function meaning(code) {
  const [, what] = DATA.codes[code.toLowerCase()];
  return code !== code.toLowerCase() ? `${what}, confirmed` : what;
}

const partsOf = text => text.s.filter(part => state.system === null || part.k === state.system);

// the whole heat map of a text in small: a row a take, a column a word
function strip(text) {
  const rows = partsOf(text).flatMap(part => (part.t || []).map(take => scoreOf(take, state.recognizer)).filter(score => score).map((score, i) => ({ codes: score.c, gap: i === 0 })));
  const columns = Math.max(0, ...rows.map(row => row.codes.length));
  if (!rows.length || !columns) return null;
  const width = Math.max(2, Math.min(9, Math.floor(270 / columns)));
  const height = rows.length > 24 ? 3 : 7;
  const total = rows.reduce((sum, row, i) => sum + height + (row.gap && i ? 4 : 0), 0);
  const shown = Math.min(columns, 135);
  const picture = svg('svg', { class: 'strip', width: shown * width, height: total, viewBox: `0 0 ${shown * width} ${total}`, 'aria-hidden': 'true' });
  const paths = {};
  let y = 0;
  rows.forEach((row, i) => {
    if (row.gap && i) y += 4;
    for (let x = 0; x < Math.min(shown, row.codes.length); x++) {
      const key = codeClass(row.codes[x]);
      if (key !== 'c-none') paths[key] = `${paths[key] || ''}M${x * width} ${y}h${width - 1}v${height - 1}h${1 - width}z`;
    }
    y += height;
  });
  for (const [key, d] of Object.entries(paths)) picture.append(svg('path', { class: key, d }));
  return picture;
}

function heatTable(text, form) {
  const pieces = text.f[form].p;
  const columns = Math.min((pieces.length - 1) / 2, TABLE_COLUMNS);
  const body = [];
  for (const part of partsOf(text)) {
    const rows = (part.t || []).map(take => [take, scoreOf(take, state.recognizer)]).filter(([, score]) => score && score.f === form);
    if (!rows.length) continue;
    const group = el('tbody', {}, el('tr', { class: 'sys' }, el('th', { scope: 'rowgroup', colspan: columns + 1 }, el('span', { dir: 'auto' }, DATA.systems[part.k].label))));
    for (const [take, score] of rows) {
      const row = el('tr', {}, el('th', { scope: 'row' }, `take ${take.r.join(', ')}`));
      for (let i = 0; i < columns; i++) {
        const code = score.c[i];
        row.append(el('td', { class: codeClass(code) }, code === '-' ? '' : code === '.' ? '·' : el('abbr', { title: meaning(code) }, DATA.codes[code.toLowerCase()][0])));
      }
      group.append(row);
    }
    body.push(group);
  }
  if (!body.length || !columns) return null;
  const head = el('tr', {}, el('td', {}));
  for (let i = 0; i < columns; i++) head.append(el('th', { scope: 'col', dir: 'auto' }, pieces[2 * i + 1].length > 24 ? `${pieces[2 * i + 1].slice(0, 23)}…` : pieces[2 * i + 1]));
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `words and takes of ${nameOf(text)}` },
    el('table', { class: 'heat' }, el('caption', { class: 'vh' }, `What became of each word in each take${columns < (pieces.length - 1) / 2 ? `; the first ${columns} words` : ''}`), el('thead', {}, head), ...body));
}

function legend() {
  return el('p', { class: 'legend small' }, ...Object.entries(DATA.codes).flatMap(([code, [sign, what]]) => [el('span', { class: `sample ${codeClass(code)}`, 'aria-hidden': 'true' }, sign), ` ${what} `]),
    el('span', { class: 'sample c-s sure', 'aria-hidden': 'true' }, '×'), ' in full colour: confirmed by two signs');
}

function details(text) {
  const box = el('div', { class: 'details', id: `d${text.n}` });
  text.f.forEach((form, i) => {
    const table = heatTable(text, i);
    if (!table) return;
    if (form.a > 0) box.append(el('p', { class: 'small', dir: 'auto' }, 'Compared with the accepted reading: ', ...marked(text, i, state.system, state.recognizer, 3000)));
    box.append(table);
  });
  if (box.childNodes.length) box.append(legend());
  const parts = partsOf(text).filter(part => part.t);
  if (parts.every(part => part.t.length < 3)) {
    // few takes: all systems side by side
    box.append(el('div', { class: 'takes' }, ...parts.flatMap(part => part.t.map(take => takeCard(text, part.k, take, true)))));
  } else {
    for (const part of parts) {
      box.append(el('h4', { dir: 'auto' }, DATA.systems[part.k].label), el('div', { class: 'takes' }, ...part.t.map(take => takeCard(text, part.k, take, false))));
    }
  }
  if (!parts.length) box.append(el('p', {}, 'The takes of this text are left out of this page: it would be too large. takes.csv and words.csv have them.'));
  return box;
}

function counts(part) {
  const [planned, counted, words, faulty, extra, failed] = part.m;
  const bad = faulty + extra + failed > 0;
  const what = counted === 0 ? 'not compared' : `${number(faulty)} of ${number(words)} words faulty${extra ? `, ${number(extra)} extra` : ''}`;
  return el('span', { class: bad ? 'mark bad' : 'mark' }, el('span', { dir: 'auto' }, DATA.systems[part.k].label), ` ${what}${failed ? `, ${number(failed)} of ${plural(planned, 'take')} failed` : ''}`);
}

function row(text) {
  const button = el('button', { type: 'button', class: 'open', 'aria-expanded': 'false' },
    el('span', { class: 'id' }, nameOf(text)), ...(text.g || []).map(tag => el('span', { class: 'tag' }, DATA.tags[tag])));
  const other = text.f.map((form, i) => i).filter(i => i > 0 && tally(text, i, state.system, state.recognizer).wrong.some(count => count > 0));
  const blank = text.f[0].p.join('').trim() === '';
  const item = el('article', { class: 'u', id: `t${text.n}` },
    el('h3', {}, button),
    el('div', { class: 'line' },
      el('div', {}, el('p', { class: 'text', dir: 'auto' }, ...(blank ? [el('small', {}, '(only blanks)')] : marked(text, 0, state.system, state.recognizer, 420))),
        ...other.map(i => el('p', { class: 'text reading', dir: 'auto' }, el('small', {}, 'read as: '), ...marked(text, i, state.system, state.recognizer, 420)))),
      strip(text)),
    el('p', { class: 'marks' }, ...partsOf(text).map(counts)));
  const toggle = () => {
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    if (open) byId(`d${text.n}`).remove();
    else item.append(details(text));
  };
  button.addEventListener('click', toggle);
  item.querySelector('.line').addEventListener('click', () => { if (!String(getSelection())) toggle(); });
  item.toggle = toggle;
  return item;
}

function show(page, scroll) {
  const pages = Math.max(1, Math.ceil(matching.length / PAGE));
  state.page = Math.max(0, Math.min(page, pages - 1));
  byId('list').replaceChildren(...matching.slice(state.page * PAGE, (state.page + 1) * PAGE).map(row));
  byId('shown').textContent = `${number(matching.length)} of ${plural(DATA.texts.length, 'text')}${pages > 1 ? `, page ${state.page + 1} of ${pages}` : ''}`;
  byId('previous').disabled = state.page === 0;
  byId('next').disabled = state.page === pages - 1;
  byId('pager').hidden = pages === 1;
  byId('place').textContent = `Page ${state.page + 1} of ${pages}`;
  if (scroll) byId('filter').scrollIntoView();
}

function apply() {
  const search = state.search.trim().toLowerCase();
  matching = DATA.texts.filter(text =>
    hasSystem(text, state.system)
    && (state.tag === null || (state.tag >= 0 ? (text.g || []).includes(state.tag) : text.c === -1 - state.tag))
    && (state.verdict === null || verdictsOf(text, state.system).has(state.verdict))
    && (!state.only || troubleOf(text, state.system) > 0)
    && (search === '' || (text.lower ??= `${nameOf(text)} ${text.f[0].p.join('')}`.toLowerCase()).includes(search)));
  const key = { trouble: text => -troubleOf(text, state.system), share: text => -troubleOf(text, state.system) / Math.max(1, text.s.reduce((sum, part) => sum + part.m[2], 0)), plan: text => text.n }[state.sort];
  matching = matching.map((text, i) => [key(text), i, text]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(entry => entry[2]);
  show(0, false);
}

function choice(id, label, options, onChange) {
  const select = el('select', { id }, ...options.map(([value, text]) => el('option', { value }, text)));
  select.addEventListener('change', () => { onChange(select.value === '' ? null : select.value); apply(); });
  return options.length < 2 ? null : el('label', { for: id }, el('span', {}, label), select);
}

function build() {
  const verdicts = [...new Set(DATA.texts.flatMap(text => [...verdictsOf(text, null)]))].sort();
  const search = el('input', { id: 'search', type: 'search', placeholder: 'word or id' });
  const only = el('input', { id: 'only', type: 'checkbox' });
  search.addEventListener('input', () => { state.search = search.value; apply(); });
  only.addEventListener('change', () => { state.only = only.checked; apply(); });
  const most = Math.max(0, ...DATA.runs.map(run => run.recognizers.length));
  const filter = el('form', { id: 'filter', autocomplete: 'off', 'aria-label': 'Filter the texts' },
    choice('system', 'System', [['', 'all'], ...DATA.systems.map((system, i) => [i, system.label])], value => { state.system = value === null ? null : Number(value); }),
    choice('tag', 'Tag or corpus', [['', 'all'], ...DATA.tags.map((tag, i) => [i, tag]), ...(DATA.corpora.length > 1 ? DATA.corpora.map((corpus, i) => [-1 - i, `corpus ${corpus}`]) : [])], value => { state.tag = value === null ? null : Number(value); }),
    choice('verdict', 'Verdict', [['', 'any'], ...verdicts.map(name => [name, name])], value => { state.verdict = value; }),
    most < 2 ? null : choice('recognizer', 'Heard by', Array.from({ length: most }, (_, i) => [i, [...new Set(DATA.runs.map(run => run.recognizers[i]).filter(name => name))].join(' / ')]), value => { state.recognizer = Number(value); }),
    el('label', { for: 'search' }, el('span', {}, 'Text'), search),
    choice('sort', 'Order', [['trouble', 'most trouble'], ['share', 'most trouble per word'], ['plan', 'as planned']], value => { state.sort = value; }),
    el('label', { class: 'check', for: 'only' }, only, el('span', {}, 'with trouble only')),
    el('output', { id: 'shown', 'aria-live': 'polite' }));
  filter.addEventListener('submit', event => event.preventDefault());
  const previous = el('button', { type: 'button', id: 'previous' }, 'Previous');
  const next = el('button', { type: 'button', id: 'next' }, 'Next');
  previous.addEventListener('click', () => show(state.page - 1, true));
  next.addEventListener('click', () => show(state.page + 1, true));
  byId('explorer').append(filter, el('div', { id: 'list' }), el('nav', { id: 'pager', 'aria-label': 'Pages of texts' }, previous, el('span', { id: 'place' }), next));
  apply();
}

function openTarget() {
  const target = /^#t(\d+)$/.exec(location.hash);
  const text = target && DATA.texts.find(candidate => candidate.n === Number(target[1]));
  if (!text) return;
  let place = matching.indexOf(text);
  if (place < 0) { matching = DATA.texts; place = matching.indexOf(text); }
  show(Math.floor(place / PAGE), false);
  const item = byId(`t${text.n}`);
  item.toggle();
  item.scrollIntoView();
  // while the page loads, the browser itself goes to the fragment and takes the focus away
  const focus = () => item.querySelector('button').focus({ preventScroll: true });
  if (document.readyState === 'complete') focus();
  else window.addEventListener('load', () => setTimeout(focus));
}

build();
window.addEventListener('hashchange', openTarget);
openTarget();
