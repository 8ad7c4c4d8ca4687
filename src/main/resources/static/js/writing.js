// The long form in parts: saves while typing, keeps what cannot be sent, tells when another page wrote into the same field.
// What is kept in the browser is encrypted with a key that only pages of this account bring along, and is removed as soon as the house has it.
(function () {
  'use strict';
  var form = document.querySelector('form[data-parts]');
  var words = (document.getElementById('ts-writing') || {}).dataset || {};
  var general = (document.getElementById('ts-words') || {}).dataset || {};
  if (!form) { return; }
  var said = form.querySelector('[data-saved] span');
  var address = form.getAttribute('action');
  var part = form.elements._part.value;
  var safe = window.crypto && window.crypto.subtle && form.dataset.key;
  var version = 0;          // counts what is typed
  var saved = 0;            // the version the house has
  var timer = 0;
  var keeper = 0;
  var running = null;
  var letting = false;

  function say(text, late) {
    if (said && text) { said.textContent = text; said.parentNode.classList.toggle('is-late', !!late); }
  }
  function cookie(name) {
    var found = document.cookie.split('; ').filter(function (c) { return c.indexOf(name + '=') === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
  }
  function fields() {
    var all = [];
    new FormData(form).forEach(function (value, name) { if (name !== '_csrf' && name !== '_go' && typeof value === 'string') { all.push([name, value]); } });
    return all;
  }
  function send(list, keepalive) {
    var stop = new AbortController();
    var patience = setTimeout(function () { stop.abort(); }, 15000);
    return fetch(address + '/draft', { method: 'POST', body: new URLSearchParams(list), credentials: 'same-origin', redirect: 'manual', keepalive: !!keepalive,
      signal: stop.signal, headers: { 'X-XSRF-TOKEN': cookie('XSRF-TOKEN') } }).finally(function () { clearTimeout(patience); });
  }

  // In the browser: one encrypted text for each part, under a name that says nothing.
  function bytes(text) { return Uint8Array.from(atob(text), function (c) { return c.charCodeAt(0); }); }
  function text(array) { var out = ''; new Uint8Array(array).forEach(function (b) { out += String.fromCharCode(b); }); return btoa(out); }
  function name(of) {
    return crypto.subtle.digest('SHA-256', new TextEncoder().encode(form.dataset.key + ' ' + form.dataset.task + ' ' + of)).then(function (d) { return 'tusoi.' + text(d).slice(0, 22); });
  }
  function key() { return crypto.subtle.importKey('raw', bytes(form.dataset.key), 'AES-GCM', false, ['encrypt', 'decrypt']); }
  function keep() {
    if (!safe || version === saved) { return Promise.resolve(false); }
    var iv = crypto.getRandomValues(new Uint8Array(12));
    var plain = new TextEncoder().encode(JSON.stringify(fields()));
    var at = version;
    return Promise.all([name(part), key()]).then(function (found) {
      return crypto.subtle.encrypt({ name: 'AES-GCM', iv: iv }, found[1], plain).then(function (hidden) {
        if (at > saved) { localStorage.setItem(found[0], text(iv) + '.' + text(hidden)); }
        return true;
      });
    }).catch(function () { return false; });
  }
  function forget(of) { return safe ? name(of).then(function (n) { localStorage.removeItem(n); }) : Promise.resolve(); }
  function kept(of) {
    return Promise.all([name(of), key()]).then(function (found) {
      var there = localStorage.getItem(found[0]);
      if (!there) { return null; }
      var halves = there.split('.');
      return crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(halves[0]) }, found[1], bytes(halves[1])).then(function (plain) {
        return JSON.parse(new TextDecoder().decode(plain));
      }).catch(function () { localStorage.removeItem(found[0]); return null; });
    });
  }

  function others(aside) {
    aside.forEach(function (one) {
      var field = form.elements[one.field];
      var at = field && (field.length && !field.tagName ? field[0] : field).closest('.ts-field');
      if (!at) { return; }
      var box = document.createElement('div');
      box.className = 'ts-other';
      [['b', words.other], ['p', one.text], ['a', words.see]].forEach(function (line) {
        var made = document.createElement(line[0]);
        made.textContent = line[1];
        if (line[0] === 'p') { made.className = 'ts-pre'; }
        if (line[0] === 'a') { made.href = address + '?part=' + encodeURIComponent(part); }
        box.appendChild(made);
      });
      box.setAttribute('role', 'status');
      at.after(box);
    });
  }

  // resolves to what came of it: saved, offline, signin, over, failed
  function save(keepalive) {
    if (running) { return running.then(function (came) { return version === saved ? came : save(keepalive); }); }
    clearTimeout(timer);
    var at = version;
    running = send(fields(), keepalive).then(function (answer) {
      if (answer.ok) {
        return answer.json().then(function (told) {
          form.elements._was.value = told.was;
          saved = Math.max(saved, at);
          others(told.aside || []);
          var now = new Date();
          if (version === saved) {
            say((general.saved || '').replace('{0}', String(now.getHours()).padStart(2, '0') + ':' + String(now.getMinutes()).padStart(2, '0')));
            return forget(part).then(function () { return 'saved'; });
          }
          later(1000);
          return 'saved';
        });
      }
      if (answer.status === 404 || answer.status === 409) { say(words.over, true); return 'over'; }
      if (answer.status === 401 || answer.type === 'opaqueredirect') { say(general.signin, true); return keep().then(function () { later(10000); return 'signin'; }); }
      say(answer.status === 403 ? general.forbidden : general.failed, true);
      return keep().then(function () { later(10000); return 'failed'; });
    }).catch(function () {
      return keep().then(function (done) { say(done || version === saved ? words.kept : words.open, true); later(3000); return 'offline'; });
    }).finally(function () { running = null; });
    return running;
  }
  function later(wait) { clearTimeout(timer); timer = setTimeout(function () { if (version !== saved) { save(); } }, wait); }

  form.addEventListener('input', function (event) {
    version++;
    say(general.pending);
    clearTimeout(keeper);
    keeper = setTimeout(keep, 250);
    later(1000);
    count(event.target);
    sum();
  });
  document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden' && version !== saved) { keep(); save(true); } });
  window.addEventListener('online', function () { if (version !== saved) { save(); } });

  // Leaving the page: only once the house has the text. Without a connection the page stays, so that nobody stands before an empty browser.
  form.addEventListener('submit', function (event) {
    if (letting) { return; }
    event.preventDefault();
    var button = event.submitter;
    save().then(function (came) {
      if (came === 'offline') { said.parentNode.scrollIntoView({ block: 'center' }); return; }
      var proof = form.querySelector('input[name="_csrf"]');
      if (proof && cookie('XSRF-TOKEN')) { proof.value = renewed(proof); }
      letting = true;
      clearTimeout(timer);
      form.requestSubmit(button && button.form === form ? button : undefined);
      letting = false;
    });
  });
  var first = cookie('XSRF-TOKEN');
  function renewed(proof) { return first && first !== cookie('XSRF-TOKEN') ? cookie('XSRF-TOKEN') : proof.value; }

  // Figures
  function number(n) { return n.toLocaleString(document.documentElement.lang || 'vi'); }
  function count(area) {
    if (area.tagName !== 'TEXTAREA') { return; }
    var most = Number(form.dataset.limit);
    var told = area.parentNode.querySelector('[data-count]');
    var long = area.value.length;
    if (long < most * 0.8) { if (told) { told.remove(); } return; }
    if (!told) { told = document.createElement('p'); told.setAttribute('data-count', ''); area.after(told); }
    told.className = long > most ? 'ts-error' : 'ts-small';
    told.textContent = (long > most ? words.long : words.count).replace('{0}', number(long)).replace('{1}', number(most));
  }
  form.querySelectorAll('textarea').forEach(count);
  function sum() {
    var shown = form.querySelector('[data-sum]');
    if (!shown) { return; }
    var a = form.elements.generalPoints.value.trim();
    var b = form.elements.taskPoints.value.trim();
    shown.textContent = /^\d+$/.test(a) && /^\d+$/.test(b) ? String(Number(a) + Number(b)) : '–';
  }
  form.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });

  // One standard at a time: the keys open each as they come to it, and the one before closes once it is done.
  var standards = form.querySelectorAll('[data-standard]');
  function done(one) {
    var grade = one.querySelector('input[type="radio"]:checked');
    return !!grade && (!!one.querySelector('textarea').value.trim() || one.dataset.why.split(' ').indexOf(grade.value) < 0);
  }
  standards.forEach(function (one) {
    var summary = one.querySelector('summary');
    summary.addEventListener('focus', function () { if (summary.matches(':focus-visible')) { one.open = true; } });
    one.addEventListener('input', function () {
      var state = summary.querySelector('small');
      state.textContent = done(one) ? state.dataset.done : state.dataset.left;
      state.classList.remove('ts-late');
      var told = form.querySelector('[data-standards-said]');
      told.textContent = told.dataset.of.replace('{0}', Array.prototype.filter.call(standards, done).length).replace('{1}', standards.length);
    });
    one.addEventListener('toggle', function () {
      if (one.open) { standards.forEach(function (other) { if (other !== one && other.open && done(other) && !other.contains(document.activeElement)) { other.open = false; } }); }
    });
  });

  // What an earlier page could not send is sent now; the house tells what of it is new.
  var RESTORED = 'tusoi.restored';
  if (sessionStorage.getItem(RESTORED)) { sessionStorage.removeItem(RESTORED); say(words.restored); }
  if (safe) {
    var parts = Array.prototype.map.call(form.querySelectorAll('.ts-parts button'), function (b) { return b.value; });
    parts.reduce(function (before, of) {
      return before.then(function (some) {
        return kept(of).then(function (list) {
          return !list || version ? some : send(list).then(function (answer) {
            return !answer.ok ? some : Promise.all([answer.json(), forget(of)]).then(function (told) { return some || told[0].changed; });
          });
        });
      });
    }, Promise.resolve(false)).then(function (some) {
      if (some && version === saved) { sessionStorage.setItem(RESTORED, 'yes'); location.reload(); }
    }).catch(function () { /* no connection: it stays where it is */ });
  }
}());
