// The page is whole without this script: it adds the filter, players in place of links, and opens the text a link points at.
(() => {
  'use strict';
  const byId = id => document.getElementById(id);
  const texts = [...document.querySelectorAll('.u')].map(element => ({
    element,
    errors: element.dataset.errors.split(' ').map(part => part === '-' ? NaN : Number(part)),
    words: null,
  }));
  const wordsOf = text => text.words ??= [...text.element.querySelectorAll('.id, .q')].slice(0, 2).map(e => e.textContent).join(' ').toLowerCase();

  function apply() {
    const system = byId('system').value;
    const only = byId('only').checked;
    const search = byId('search').value.trim().toLowerCase();
    let shown = 0;
    for (const text of texts) {
      const errors = system === '' ? text.errors.filter(n => !isNaN(n)) : [text.errors[Number(system)]];
      const show = errors.some(n => only ? n > 0 : !isNaN(n)) && (search === '' || wordsOf(text).includes(search));
      text.element.hidden = !show;
      shown += show;
    }
    for (const part of document.querySelectorAll('.s')) {
      part.hidden = system !== '' && part.dataset.system !== system;
    }
    byId('shown').textContent = `${shown} of ${texts.length} texts shown`;
  }

  function addPlayers(details) {
    for (const link of details.querySelectorAll('a.play')) {
      const player = document.createElement('audio');
      player.controls = true;
      player.preload = 'none';
      player.src = link.getAttribute('href');
      player.setAttribute('aria-label', link.getAttribute('aria-label'));
      player.addEventListener('error', () => {
        const missing = document.createElement('span');
        missing.textContent = `cannot play ${link.getAttribute('href')}: is the audio folder beside this page?`;
        player.replaceWith(missing);
      });
      link.replaceWith(player);
    }
  }

  function openTarget() {
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (target && target.matches('details')) {
      target.hidden = false;
      target.open = true;
      target.scrollIntoView();
    }
  }

  const filter = byId('filter');
  if (filter) {
    filter.hidden = false;
    filter.addEventListener('input', apply);
    filter.addEventListener('submit', event => event.preventDefault());
    apply();
  }
  document.addEventListener('toggle', event => { if (event.target.open) addPlayers(event.target); }, true);
  window.addEventListener('hashchange', openTarget);
  openTarget();
})();
