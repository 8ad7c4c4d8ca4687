/* The count page: sums while typing, keys for people who enter many lines. Without it the page works; the desk checks everything again. */
(function () {
  'use strict';
  const form = document.querySelector('form[data-count]');
  if (!form) return;
  const words = form.querySelector('template[data-words-of-count]').content;
  const lines = [...form.querySelectorAll('tr[data-line]')];
  const fields = () => [...form.querySelectorAll('.ts-count input')];
  const paper = name => number(form.querySelector('[data-paper="' + name + '"]'));
  const show = n => n === null ? '…' : n.toLocaleString(document.documentElement.lang);

  function number(field) {
    const text = field.value.replace(/[\s.,]/g, '');
    return /^\d+$/.test(text) ? Number(text) : null;
  }
  function badge(kind, by) {
    const node = words.querySelector('[data-of="' + kind + '"]').firstElementChild.cloneNode(true);
    node.lastChild.textContent = node.lastChild.textContent.replace('{0}', by);
    return node;
  }
  function put(place, node) {
    if (place.textContent !== node.textContent) place.replaceChildren(node);
  }
  function identity(name, whole, one, two) {
    form.querySelector('[data-sums="' + name + '"]').textContent = show(whole) + ' = ' + show(one) + ' + ' + show(two);
    const open = whole === null || one === null || two === null;
    put(form.querySelector('[data-verdict="' + name + '"]'), badge(open ? 'open' : whole === one + two ? 'done' : 'off'));
  }
  function line(row, valid) {
    const votes = [...row.querySelectorAll('input')].map(number);
    const typed = votes.filter(v => v !== null);
    const full = typed.length === votes.length;
    const sum = typed.reduce((a, b) => a + b, 0);
    row.querySelector('[data-sum]').textContent = typed.length ? show(sum) : '–';
    const state = !full || valid === null ? 'open' : sum === valid ? 'done' : sum > valid ? 'more' : 'less';
    put(row.querySelector('[data-state]'), badge(state, show(Math.abs(sum - valid))));
    row.classList.toggle('is-wrong', state === 'more' || state === 'less');
    row.classList.toggle('is-open', state === 'open');
    return state;
  }
  function all() {
    const valid = paper('valid');
    identity('issued', Number(form.dataset.issued), paper('collected'), paper('missing'));
    identity('collected', paper('collected'), valid, paper('invalid'));
    const states = lines.map(row => line(row, valid));
    const good = states.filter(s => s === 'done').length;
    form.querySelector('[data-sums="lines"]').textContent = words.querySelector('[data-of="lines"]').textContent
      .replace('{0}', show(good)).replace('{1}', show(lines.length)).replace('{2}', show(valid));
    put(form.querySelector('[data-verdict="lines"]'),
      badge(good === lines.length ? 'done' : states.some(s => s === 'more' || s === 'less') ? 'off' : 'open'));
    const each = form.querySelector('[data-each]');
    if (valid !== null) each.textContent = each.dataset.words.replace('{0}', show(valid));
  }
  function go(field) {
    if (!field) return;
    field.focus();
    if (field.select) field.select();
  }
  form.addEventListener('input', all);
  form.addEventListener('keydown', event => {
    const here = event.target;
    if (event.key === 'F8') {
      event.preventDefault();
      const row = here.closest('tr[data-line]');
      const order = row ? lines.slice(lines.indexOf(row) + 1).concat(lines) : lines;
      const next = order.find(r => r.classList.contains('is-open') || r.classList.contains('is-wrong'));
      if (next) go([...next.querySelectorAll('input')].find(f => !f.value) || next.querySelector('input'));
      return;
    }
    if (!here.matches('.ts-count input')) return;
    const every = fields();
    const at = every.indexOf(here);
    if (event.key === 'Enter') {
      event.preventDefault();
      go(every[at + (event.shiftKey ? -1 : 1)] || (event.shiftKey ? here : form.querySelector('.ts-save .btn')));
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const row = here.closest('tr');
      const rows = [...form.querySelectorAll('.ts-count tbody tr')];
      const other = rows[rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)];
      if (other) {
        const inputs = [...other.querySelectorAll('input')];
        go(inputs[Math.min([...row.querySelectorAll('input')].indexOf(here), inputs.length - 1)]);
      }
    } else if (event.key === '=') {
      event.preventDefault();
      const partner = { collected: 'missing', missing: 'collected', valid: 'invalid', invalid: 'valid' }[here.dataset.paper];
      const ofIssued = here.dataset.paper === 'collected' || here.dataset.paper === 'missing';
      const whole = here.dataset.vote ? paper('valid') : ofIssued ? Number(form.dataset.issued) : paper('collected');
      const others = here.dataset.vote ? [...here.closest('tr').querySelectorAll('input')].filter(f => f !== here).map(f => number(f) || 0)
        : [paper(partner) || 0];
      if (whole !== null) {
        here.value = String(Math.max(0, whole - others.reduce((a, b) => a + b, 0)));
        here.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
  });
  all();
})();
