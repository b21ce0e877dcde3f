// The search of the overview, and on a page of an event its history and the button that copies its code.
(function () {
  'use strict';

  function search(input) {
    var rows = Array.prototype.slice.call(document.querySelectorAll('tr[data-search]'));
    var found = document.getElementById('found');
    var nothing = document.getElementById('nothing');
    function show() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var count = 0;
      rows.forEach(function (row) {
        var text = row.getAttribute('data-search');
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        count += row.hidden ? 0 : 1;
      });
      found.textContent = words.length ? count + ' of ' + rows.length : '';
      nothing.hidden = count > 0;
    }
    input.addEventListener('input', show);
    input.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') { input.value = ''; show(); }
    });
    document.addEventListener('keydown', function (event) {
      if (event.key === '/' && document.activeElement !== input) { event.preventDefault(); input.focus(); }
    });
    input.parentNode.hidden = false;
    show();
  }

  function history(list, entries) {
    entries.forEach(function (entry) {
      var item = document.createElement('li');
      var small = document.createElement('small');
      item.textContent = entry.subject;
      small.textContent = entry.day + ', ' + entry.what + ' by ' + entry.author + ' (' + entry.commit.slice(0, 8) + ')';
      item.appendChild(small);
      list.appendChild(item);
    });
    list.hidden = false;
    document.querySelector('.no-history').hidden = true;
  }

  function copying(button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(document.querySelector('pre code').textContent).then(function () {
        button.textContent = 'Copied';
      });
    });
  }

  function revision(line, all) {
    var last = null;
    Object.keys(all).forEach(function (name) {
      all[name].forEach(function (entry) { if (!last || entry.day > last.day) { last = entry; } });
    });
    if (last) {
      line.textContent = 'Last change: ' + last.day + ', revision ' + last.commit.slice(0, 8);
      line.hidden = false;
    }
  }

  var input = document.getElementById('find');
  if (input) { search(input); }
  var entries = (window.governHistory || {})[document.body.getAttribute('data-event')];
  if (entries) { history(document.querySelector('.history'), entries); }
  var line = document.querySelector('.revision');
  if (line) { revision(line, window.governHistory || {}); }
  var button = document.querySelector('.copy');
  if (button && navigator.clipboard) { copying(button); }
})();
