// Finding on the timeline: everything is on the page already, this only hides what doesn't fit. A classic script with
// a global index beside it, since a page opened from disk may neither fetch nor import. The state lives in the hash.
(function () {
  "use strict";
  var index = window.demarcheIndex;
  var form = document.getElementById("finder");
  if (!index || !form) return;

  var FIELDS = ["q", "kind", "status", "actor", "language"];
  var found = document.getElementById("f-found");
  var clear = document.getElementById("f-clear");
  var nothing = document.getElementById("f-nothing");
  var template = found.getAttribute("data-template");
  var control = {};
  FIELDS.forEach(function (name) { control[name] = form.elements[name]; });

  // events with their cards, and the groups that vanish when all their cards do
  var groups = [];
  function group(element, parent) {
    if (!element) return null;
    if (element.demarcheGroup) return element.demarcheGroup;
    var g = { element: element, parent: parent, shown: 0, was: true, link: null };
    element.demarcheGroup = g;
    if (element.id) g.link = document.querySelector('.jump a[href="#' + element.id + '"]');
    groups.push(g);
    return g;
  }
  var actorAt = {};
  index.actors.forEach(function (actor, i) { actorAt[actor[0]] = i; });
  var events = index.events.map(function (e) {
    var card = document.getElementById(e[0]);
    var date = card && card.closest(".date");
    var year = group(card && card.closest(".year"), null);
    var month = group(card && card.closest(".month"), year);
    return { card: card, kind: e[1], status: e[2], languages: e[3], actors: e[4], text: e[5], group: group(date, month), was: true };
  }).filter(function (e) { return e.card; });

  // lower case without diacritics, as the index is
  var LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "‐": "-", "‑": "-" };
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[łøđðßæœþı’‘ʼ´‐‑]/g, function (c) { return LETTERS[c]; });
  }

  function state() {
    var s = {};
    FIELDS.forEach(function (name) { s[name] = control[name].value.trim(); });
    return s;
  }

  function apply() {
    var s = state();
    var words = fold(s.q).split(/\s+/).filter(Boolean);
    // a word may be met in the text or in any name of an actor who takes part
    var bearers = words.map(function (word) {
      var set = [];
      index.actors.forEach(function (actor, i) { if (actor[1].indexOf(word) >= 0) set[i] = true; });
      return set;
    });
    var actor = s.actor ? actorAt[s.actor] : -1;
    var count = 0;
    groups.forEach(function (g) { g.shown = 0; });
    events.forEach(function (e) {
      var fits = (!s.kind || e.kind === s.kind) && (!s.status || e.status === s.status) &&
        (!s.language || e.languages.indexOf(s.language) >= 0) && (!s.actor || e.actors.indexOf(actor) >= 0) &&
        words.every(function (word, w) {
          return e.text.indexOf(word) >= 0 || e.actors.some(function (a) { return bearers[w][a]; });
        });
      if (fits) {
        count++;
        for (var g = e.group; g; g = g.parent) g.shown++;
      }
      if (fits !== e.was) e.card.hidden = !fits;
      e.was = fits;
    });
    groups.forEach(function (g) {
      var show = g.shown > 0;
      if (show !== g.was) {
        g.element.hidden = !show;
        if (g.link) g.link.parentNode.hidden = !show;
      }
      g.was = show;
    });
    var filtered = FIELDS.some(function (name) { return s[name]; });
    found.textContent = template.replace("{n}", count).replace("{all}", events.length);
    clear.hidden = !filtered;
    nothing.hidden = count > 0;
    return s;
  }

  function remember(s) {
    var parts = FIELDS.filter(function (name) { return s[name]; }).map(function (name) {
      return name + "=" + encodeURIComponent(s[name]);
    });
    var hash = parts.length ? "#" + parts.join("&") : location.pathname + location.search;
    try { history.replaceState(null, "", hash); } catch (refused) { /* some browsers allow no history from disk */ }
  }

  function recall() {
    var hash = location.hash.slice(1);
    if (hash.indexOf("=") < 0) {
      // an event's own link must not point to a hidden card
      var target = hash && document.getElementById(hash);
      if (target && target.closest("[hidden]")) { form.reset(); apply(); target.scrollIntoView(); }
      return;
    }
    var s = {};
    hash.split("&").forEach(function (part) {
      var at = part.indexOf("=");
      try { s[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch (broken) { /* left out */ }
    });
    FIELDS.forEach(function (name) {
      control[name].value = s[name] || "";
      if (control[name].value === "" && name !== "q") control[name].selectedIndex = 0;
    });
    apply();
  }

  var waiting = 0;
  form.addEventListener("input", function () {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(function () { remember(apply()); });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () {
    setTimeout(function () { remember(apply()); control.q.focus(); }, 0);
  });
  window.addEventListener("hashchange", recall);
  document.addEventListener("keydown", function (event) {
    var typing = /^(input|select|textarea)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      control.q.focus();
    } else if (event.key === "Escape" && event.target === control.q && control.q.value) {
      control.q.value = "";
      remember(apply());
    }
  });

  form.hidden = false;
  apply();
  recall();
})();
