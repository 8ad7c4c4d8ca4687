// Comfort only: every page works without this. Nothing typed is put into the browser's storage.
(function () {
  'use strict';
  var words = (document.getElementById('ts-words') || {}).dataset || {};

  function cookie(name) {
    var found = document.cookie.split('; ').filter(function (c) { return c.indexOf(name + '=') === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
  }

  // Drafts: saved a second after the last key; a failure says so and tries again.
  document.querySelectorAll('form[data-draft]').forEach(function (form) {
    var said = form.querySelector('[data-saved] span');
    var timer = 0;
    var changed = false;

    function say(text) { if (said && text) { said.textContent = text; } }

    function save() {
      var address = location.pathname + '/draft' + location.search;
      var body = new URLSearchParams();
      new FormData(form).forEach(function (value, name) { if (name !== '_csrf' && typeof value === 'string') { body.append(name, value); } });
      changed = false;
      fetch(address, { method: 'POST', body: body, credentials: 'same-origin', redirect: 'manual', headers: { 'X-XSRF-TOKEN': cookie('XSRF-TOKEN') } })
        .then(function (answer) {
          if (answer.ok) {
            var now = new Date();
            say((words.saved || '').replace('{0}', String(now.getHours()).padStart(2, '0') + ':' + String(now.getMinutes()).padStart(2, '0')));
          } else {
            say(answer.status === 401 || answer.type === 'opaqueredirect' ? words.signin : answer.status === 403 ? words.forbidden : words.failed);
            if (answer.status !== 404 && answer.status !== 409) { again(10000); }
          }
        })
        .catch(function () { say(words.offline); again(5000); });
    }

    function again(wait) { changed = true; clearTimeout(timer); timer = setTimeout(save, wait); }

    form.addEventListener('input', function () { say(words.saving); again(1000); });
    window.addEventListener('online', function () { if (changed) { save(); } });
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
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === '?' && dialog && dialog.showModal && !dialog.open) { event.preventDefault(); dialog.showModal(); }
    if (event.key === '/') {
      var find = document.getElementById('find');
      if (find) { event.preventDefault(); find.focus(); }
    }
    if (event.key === 'j' || event.key === 'k') {
      var links = Array.prototype.slice.call(document.querySelectorAll('main .is-title > a'));
      var at = links.indexOf(document.activeElement);
      var next = links[event.key === 'j' ? at + 1 : Math.max(0, at - 1)];
      if (next) { next.focus(); }
    }
  });
}());
