// Comfort only: every page works without this. Nothing typed is put into the browser's storage (writing.js keeps one long form, encrypted).
(function () {
  'use strict';
  var words = (document.getElementById('ts-words') || {}).dataset || {};

  function cookie(name) {
    var found = document.cookie.split('; ').filter(function (c) { return c.indexOf(name + '=') === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
  }

  // Drafts: saved a second after the last key; a failure says so and tries again.
  document.querySelectorAll('form[data-draft]:not([data-parts])').forEach(function (form) {
    var said = form.querySelector('[data-saved] span');
    var timer = 0;
    var changed = false;

    function say(text) { if (said && text) { said.textContent = text; } }

    var running = null;

    // Another page of this person wrote into the same field: its text stands beside, to be chosen from when the page is loaded again.
    function others(aside) {
      aside.forEach(function (one) {
        var field = form.elements[one.field];
        var at = field && (field.length && !field.tagName ? field[0] : field).closest('.ts-field');
        if (!at) { return; }
        var box = element('div', { 'class': 'ts-other', role: 'status' });
        box.appendChild(element('b', {}, words.other));
        box.appendChild(element('p', { 'class': 'ts-pre' }, one.text));
        box.appendChild(element('a', { href: location.href }, words.see));
        at.after(box);
      });
    }

    // One at a time: what the page had seen is known anew after each answer.
    function save() {
      if (running) { changed = true; return running.then(function () { return changed ? save() : null; }); }
      var address = location.pathname + '/draft' + location.search;
      var body = new URLSearchParams();
      new FormData(form).forEach(function (value, name) { if (name !== '_csrf' && name !== '_go' && typeof value === 'string') { body.append(name, value); } });
      changed = false;
      running = fetch(address, { method: 'POST', body: body, credentials: 'same-origin', redirect: 'manual', headers: { 'X-XSRF-TOKEN': cookie('XSRF-TOKEN') } })
        .then(function (answer) {
          if (answer.ok) {
            return answer.json().then(function (told) {
              if (told.was && form.elements._was) { form.elements._was.value = told.was; }
              others(told.aside || []);
              var now = new Date();
              say((words.saved || '').replace('{0}', String(now.getHours()).padStart(2, '0') + ':' + String(now.getMinutes()).padStart(2, '0')));
            });
          }
          say(answer.status === 401 || answer.type === 'opaqueredirect' ? words.signin : answer.status === 403 ? words.forbidden : words.failed);
          if (answer.status !== 404 && answer.status !== 409) { again(10000); }
        })
        .catch(function () { say(words.offline); again(5000); })
        .finally(function () { running = null; });
      return running;
    }

    function again(wait) { changed = true; clearTimeout(timer); timer = setTimeout(save, wait); }

    form.addEventListener('input', function () { say(words.pending); again(1000); });
    // After signing in again in another tab the cookie is new: the form then proves itself with it.
    form.addEventListener('submit', function (event) {
      clearTimeout(timer);
      if (running) {
        var button = event.submitter;
        event.preventDefault();
        running.finally(function () { form.requestSubmit(button && button.form === form ? button : undefined); });
        return;
      }
      var token = form.querySelector('input[name="_csrf"]');
      if (token && cookie('XSRF-TOKEN') && token.dataset.cookie && token.dataset.cookie !== cookie('XSRF-TOKEN')) { token.value = cookie('XSRF-TOKEN'); }
    });
    var proof = form.querySelector('input[name="_csrf"]');
    if (proof) { proof.dataset.cookie = cookie('XSRF-TOKEN'); }
    window.addEventListener('online', function () { if (changed) { save(); } });
  });

  // A calendar beside a typed date.
  function two(number) { return String(number).padStart(2, '0'); }
  function read(text) {
    var d = /^(\d{1,2})[\/.\-](\d{1,2})[\/.\-](\d{4})$/.exec(text.trim());
    return d ? new Date(+d[3], +d[2] - 1, +d[1]) : null;
  }
  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) { made.textContent = text; }
    return made;
  }
  document.querySelectorAll('input[data-date]').forEach(function (input) {
    var language = document.documentElement.lang || 'vi';
    var opener = element('button', { type: 'button', 'class': 'btn btn-quiet', 'aria-label': words.pick || '', 'aria-expanded': 'false' });
    opener.appendChild(element('i', { 'class': 'ti ti-calendar', 'aria-hidden': 'true' }));
    input.after(opener);
    var sheet = null;
    var first;

    function shut(back) {
      if (sheet) { sheet.remove(); sheet = null; opener.setAttribute('aria-expanded', 'false'); if (back) { opener.focus(); } }
    }

    function draw(focusOn) {
      var chosen = read(input.value);
      var today = new Date();
      if (sheet) { sheet.remove(); }
      sheet = element('div', { 'class': 'ts-month', role: 'group', 'aria-label': words.pick || '' });
      var head = element('header');
      [[-1, 'ti-chevron-left', words.previous], [1, 'ti-chevron-right', words.next]].forEach(function (step, i) {
        var turn = element('button', { type: 'button', 'class': 'btn btn-quiet', 'aria-label': step[2] || '' });
        turn.appendChild(element('i', { 'class': 'ti ' + step[1], 'aria-hidden': 'true' }));
        turn.addEventListener('click', function () { first = new Date(first.getFullYear(), first.getMonth() + step[0], 1); draw(i ? 'next' : 'previous'); });
        turn.dataset.turn = i ? 'next' : 'previous';
        head.appendChild(turn);
        if (!i) { head.appendChild(element('b', { 'aria-live': 'polite' }, first.toLocaleDateString(language, { month: 'long', year: 'numeric' }))); }
      });
      sheet.appendChild(head);
      var table = element('table');
      var row = element('tr');
      for (var w = 1; w <= 7; w++) { row.appendChild(element('th', { scope: 'col' }, new Date(2024, 0, w).toLocaleDateString(language, { weekday: 'narrow' }))); }
      table.appendChild(row);
      var day = new Date(first.getFullYear(), first.getMonth(), 1 - (first.getDay() + 6) % 7);
      while (day <= new Date(first.getFullYear(), first.getMonth() + 1, 0)) {
        row = element('tr');
        for (var i = 0; i < 7; i++) {
          var cell = element('td');
          if (day.getMonth() === first.getMonth()) {
            var typed = two(day.getDate()) + '/' + two(day.getMonth() + 1) + '/' + day.getFullYear();
            var choose = element('button', { type: 'button', 'aria-label': typed, 'aria-pressed': String(!!chosen && chosen.toDateString() === day.toDateString()) }, String(day.getDate()));
            if (day.toDateString() === today.toDateString()) { choose.setAttribute('aria-current', 'date'); }
            choose.addEventListener('click', function () {
              input.value = this.getAttribute('aria-label');
              input.dispatchEvent(new Event('input', { bubbles: true }));
              shut(true);
            });
            cell.appendChild(choose);
          }
          row.appendChild(cell);
          day = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
        }
        table.appendChild(row);
      }
      sheet.appendChild(table);
      input.parentNode.appendChild(sheet);
      opener.setAttribute('aria-expanded', 'true');
      var target = sheet.querySelector(typeof focusOn === 'string' ? '[data-turn="' + focusOn + '"]' : '[aria-pressed="true"], [aria-current], td button');
      if (target) { target.focus(); }
    }

    opener.addEventListener('click', function () {
      if (sheet) { shut(true); return; }
      var start = read(input.value) || new Date();
      first = new Date(start.getFullYear(), start.getMonth(), 1);
      draw();
    });
    input.parentNode.addEventListener('keydown', function (event) { if (event.key === 'Escape' && sheet) { event.stopPropagation(); shut(true); } });
    document.addEventListener('click', function (event) { if (sheet && document.contains(event.target) && !input.parentNode.contains(event.target)) { shut(false); } });
  });

  // Paper shows everything.
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('main details:not([open])').forEach(function (d) { d.open = true; d.dataset.printed = ''; });
  });
  window.addEventListener('afterprint', function () {
    document.querySelectorAll('details[data-printed]').forEach(function (d) { d.open = false; delete d.dataset.printed; });
  });

  // The error summary is read first.
  var errors = document.querySelector('[data-errors]');
  if (errors) { errors.focus(); }

  // Keys: ? lists them, / searches, j and k go through the rows of a table.
  var dialog = document.getElementById('keys');
  var opener = document.querySelector('[data-keys]');
  if (dialog && dialog.showModal && opener) {
    opener.addEventListener('click', function (event) { event.preventDefault(); dialog.showModal(); });
  }
  var lead = '';
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === '?' && dialog && dialog.showModal && !dialog.open) { event.preventDefault(); dialog.showModal(); }
    if (event.key === '/') {
      var find = document.getElementById('find');
      if (find) { event.preventDefault(); find.focus(); }
    }
    if (event.key === 'v' && lead === 'g') { location.href = '/work'; }
    lead = event.key;
    if (event.key === 'j' || event.key === 'k') {
      var links = Array.prototype.slice.call(document.querySelectorAll('main .is-title > a'));
      var at = links.indexOf(document.activeElement);
      var next = links[event.key === 'j' ? at + 1 : Math.max(0, at - 1)];
      if (next) { next.focus(); }
    }
  });

  // A roll is counted while it is called.
  document.querySelectorAll('[data-roll]').forEach(function (roll) {
    function count() {
      var came = roll.querySelectorAll('input[value="PRESENT"]:checked').length;
      var summoned = came + roll.querySelectorAll('input[value="EXCUSED"]:checked, input[value="ABSENT"]:checked').length;
      var needed = Math.ceil(summoned * roll.dataset.numerator / roll.dataset.denominator);
      roll.querySelector('[data-roll-said]').textContent = (came >= needed ? roll.dataset.enough : roll.dataset.short)
        .replace('{0}', came).replace('{1}', summoned).replace('{2}', needed);
    }
    roll.addEventListener('change', count);
    count();
  });
}());
