// Finding on the timeline. Everything is on the pages already: on a page that holds all events this hides those that
// don't fit; where a year has a page of its own it lists what fits on all of them. A classic script with a global index
// beside it, since a page opened from disk may neither fetch nor import. The state lives in the hash.
(function () {
  "use strict";
  var index = window.demarcheIndex;
  var form = document.getElementById("finder");
  if (!index || !form) return;

  var ANCHOR = 0, KIND = 1, STATUS = 2, TOPICS = 3, LANGUAGES = 4, ACTORS = 5, PERIOD = 6, SURE = 7, TEXT = 8;
  var events = index.events, total = events.length;
  var FIELDS = ["q", "kind", "status", "actor", "with", "topic", "from", "to", "confidence", "language"];
  // the filters that count what each choice would leave, by the bit that says that an event fails them alone
  var COUNTED = { kind: 2, status: 4, actor: 8, "with": 16, topic: 32, from: 64, to: 64, confidence: 256, language: 512 };
  var spread = form.hasAttribute("data-spread");
  var root = form.getAttribute("data-root");
  var here = form.getAttribute("data-page");
  var by = function (id) { return document.getElementById(id); };
  var found = by("f-found"), clear = by("f-clear"), nothing = by("f-nothing"), filters = by("f-filters");
  var chronicle = by("chronicle"), results = by("f-results"), more = by("f-more");
  var template = found.getAttribute("data-template"), mark = form.getAttribute("data-thousands");
  function number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, mark); }
  var control = {};
  FIELDS.forEach(function (name) { control[name] = by("f-" + name); });

  // names of choices without their counts, for counting anew
  var choices = {};
  Object.keys(COUNTED).forEach(function (name) {
    if (!control[name]) return;
    choices[name] = Array.prototype.slice.call(control[name].options, 1).map(function (option) {
      return { option: option, name: option.text.replace(/ \([^()]+\)$/, ""), shown: option.text };
    });
  });
  function positions(list) {
    var at = {};
    list.forEach(function (code, i) { at[code] = i; });
    return at;
  }
  // the first of the months that events begin in, and how many there are to count
  var begin = Infinity, span = 0;
  events.forEach(function (e) { if (e[PERIOD] && e[PERIOD][0] < begin) begin = e[PERIOD][0]; });
  events.forEach(function (e) { if (e[PERIOD]) span = Math.max(span, e[PERIOD][0] - begin + 1); });
  var actorAt = positions(index.actors.map(function (actor) { return actor[0]; }));
  var at = { kind: positions(index.kinds), status: positions(index.statuses), topic: positions(index.topics), language: positions(index.languages), actor: actorAt, "with": actorAt };

  // lower case without diacritics, as the index is
  var LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "‐": "-", "‑": "-" };
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[łøđðßæœþı’‘ʼ´‐‑]/g, function (c) { return LETTERS[c]; });
  }

  // how many events a heading and a jump speak of, as long as all are shown
  function counts(heading, jump) {
    var own = function (e) { var count = e && e.querySelector(".count"); return count && { at: count, whole: count.textContent }; };
    return { heading: own(heading), jump: own(jump) };
  }
  function recount(counts, n, all) {
    var whole = n === all;
    if (counts.heading) write(counts.heading.at, whole ? counts.heading.whole : template.replace("{n}", number(n)).replace("{all}", number(all)));
    if (counts.jump) write(counts.jump.at, whole ? counts.jump.whole : number(n));
  }
  function write(place, text) { if (place.textContent !== text) place.textContent = text; }

  // the months of this page: their sections, where their events begin in the index, and whether their cards are up to date
  var months = [], pageOf = new Int32Array(total);
  (function () {
    var next = 0;
    index.pages.forEach(function (page, p) {
      page[1].forEach(function (month) {
        if (!spread) {
          var section = by(month[0]);
          if (section) {
            var jump = document.querySelector('.jump a[href="#' + month[0] + '"]');
            months.push({ section: section, link: jump, first: next, count: month[1], hidden: false, done: true, counts: counts(section.querySelector("h3"), jump) });
          }
        }
        pageOf.fill(p, next, next + month[1]);
        next += month[1];
      });
    });
  })();
  var years = Array.prototype.map.call(spread ? [] : document.querySelectorAll(".year"), function (section) {
    return { section: section, months: months.filter(function (m) { return section.contains(m.section); }), link: document.querySelector('.jump a[href="#' + section.id + '"]') };
  });
  years.forEach(function (year) { year.counts = counts(null, year.link); });
  var fits = new Uint8Array(total).fill(1);
  var wasFiltered = false;

  function state() {
    var s = {};
    FIELDS.forEach(function (name) { s[name] = control[name] ? control[name].value.trim() : ""; });
    return s;
  }

  // which events fit, and how many would with each other choice
  function choose(s) {
    var words = fold(s.q).split(/\s+/).filter(Boolean);
    // a word may be met in the text or in any name of an actor who takes part
    var bearers = words.map(function (word) {
      return Uint8Array.from(index.actors, function (actor) { return actor[2].indexOf(word) >= 0 ? 1 : 0; });
    });
    var want = {};
    Object.keys(at).forEach(function (name) { want[name] = s[name] ? (s[name] in at[name] ? at[name][s[name]] : -1) : null; });
    var from = s.from ? +s.from : -Infinity, to = s.to ? +s.to : Infinity, timed = s.from || s.to;
    var sure = s.confidence ? +s.confidence : 0;
    var counts = { kind: new Int32Array(index.kinds.length), status: new Int32Array(index.statuses.length), topic: new Int32Array(index.topics.length), language: new Int32Array(index.languages.length), actor: new Int32Array(index.actors.length), "with": new Int32Array(index.actors.length), confidence: new Int32Array(101), from: new Int32Array(span) };
    counts.to = counts.from;
    var count = 0;
    function each(list, counter) { for (var i = 0; i < list.length; i++) counter[list[i]]++; }
    for (var i = 0; i < total; i++) {
      var e = events[i], fails = 0;
      if (want.kind !== null && e[KIND] !== want.kind) fails |= 2;
      if (want.status !== null && e[STATUS] !== want.status) fails |= 4;
      if (want.actor !== null && e[ACTORS].indexOf(want.actor) < 0) fails |= 8;
      if (want["with"] !== null && e[ACTORS].indexOf(want["with"]) < 0) fails |= 16;
      if (want.topic !== null && e[TOPICS].indexOf(want.topic) < 0) fails |= 32;
      if (timed && (!e[PERIOD] || e[PERIOD][1] < from || e[PERIOD][0] > to)) fails |= 64;
      if (e[SURE] < sure) fails |= 256;
      if (want.language !== null && e[LANGUAGES].indexOf(want.language) < 0) fails |= 512;
      if (!(fails & (fails - 1))) {
        for (var w = 0; w < words.length; w++) {
          if (e[TEXT].indexOf(words[w]) >= 0) continue;
          var borne = false;
          for (var a = 0; a < e[ACTORS].length && !borne; a++) borne = bearers[w][e[ACTORS][a]] === 1;
          if (!borne) { fails |= 1024; break; }
        }
      }
      fits[i] = fails ? 0 : 1;
      if (!fails) count++;
      if (!(fails & ~2)) counts.kind[e[KIND]]++;
      if (!(fails & ~4)) counts.status[e[STATUS]]++;
      if (!(fails & ~8)) each(e[ACTORS], counts.actor);
      if (!(fails & ~16)) each(e[ACTORS], counts["with"]);
      if (!(fails & ~32)) each(e[TOPICS], counts.topic);
      if (!(fails & ~64) && e[PERIOD]) counts.from[e[PERIOD][0] - begin]++;
      if (!(fails & ~256)) counts.confidence[e[SURE]]++;
      if (!(fails & ~512)) each(e[LANGUAGES], counts.language);
    }
    for (var p = 99; p >= 0; p--) counts.confidence[p] += counts.confidence[p + 1];
    return { count: count, counts: counts };
  }

  function label(counts) {
    Object.keys(choices).forEach(function (name) {
      choices[name].forEach(function (choice) {
        var place = name in at ? at[name][choice.option.value] : choice.option.value - (name === "confidence" ? 0 : begin);
        var text = choice.name + " (" + number(counts[name][place] || 0) + ")";
        if (text !== choice.shown) choice.option.text = choice.shown = text;
      });
    });
  }

  // hides the cards of a month that don't fit, and the dates that have none left
  function settle(month) {
    if (month.done) return;
    month.done = true;
    var cards = month.section.getElementsByClassName("card");
    var date = null, shown = 0;
    for (var i = 0; i < cards.length; i++) {
      var card = cards[i], own = card.parentNode.parentNode;
      if (own !== date) {
        if (date) date.hidden = !shown;
        date = own;
        shown = 0;
      }
      card.hidden = !fits[month.first + i];
      if (!card.hidden) shown++;
    }
    if (date) date.hidden = !shown;
  }

  // the months in sight at once, the others when there is time: they take no part in what is drawn
  var later = 0;
  function settleLater() {
    clearTimeout(later);
    later = setTimeout(function () {
      var until = performance.now() + 12;
      var left = months.filter(function (m) { return !m.done && !m.hidden; });
      while (left.length && performance.now() < until) settle(left.shift());
      if (left.length) settleLater();
    }, 0);
  }
  function settleAll() { months.forEach(settle); }

  function show() {
    var above = 0;
    for (var m = 0; m < months.length; m++) {
      var month = months[m], n = 0;
      for (var i = month.first; i < month.first + month.count; i++) n += fits[i];
      month.done = false;
      if ((n === 0) !== month.hidden) {
        month.hidden = n === 0;
        month.section.hidden = month.hidden;
        if (month.link) month.link.parentNode.hidden = month.hidden;
      }
      month.shown = n;
      if (n) recount(month.counts, n, month.count);
    }
    years.forEach(function (year) {
      var empty = year.months.every(function (m) { return m.hidden; });
      year.section.hidden = empty;
      if (year.link) year.link.parentNode.hidden = empty;
      var sum = function (field) { return year.months.reduce(function (n, m) { return n + m[field]; }, 0); };
      recount(year.counts, sum("shown"), sum("count"));
    });
    for (m = 0; m < months.length && above < 60; m++) {
      month = months[m];
      if (month.hidden) continue;
      // from the first month that reaches into the window on, as many cards as it can hold
      if (above > 0 || month.section.getBoundingClientRect().bottom > 0) {
        settle(month);
        above += month.shown;
      }
    }
    if (above === 0) settleAll();
    settleLater();
  }

  // where events stand on several pages: what fits, as a list
  var SOON = 12, FIRST = 100, limit = FIRST;
  function element(name, classes, text) {
    var made = document.createElement(name);
    if (classes) made.className = classes;
    if (text) made.textContent = text;
    return made;
  }
  function named(name, code) {
    var choice = (choices[name] || []).find(function (c) { return c.option.value === code; });
    return choice ? choice.name : code;
  }
  function list(most) {
    var ol = results.querySelector("ol");
    var n = 0, part = document.createDocumentFragment();
    for (var i = 0; i < total && n < most; i++) {
      if (!fits[i]) continue;
      n++;
      var e = events[i], li = element("li", "f-" + index.families[e[KIND]]), a = element("a"), what = element("div"), tags = element("span", "tags");
      a.href = root + index.pages[pageOf[i]][0] + "#" + events[i][ANCHOR];
      a.textContent = index.shown[i][0];
      tags.append(element("span", "kind k-" + index.kinds[e[KIND]], named("kind", index.kinds[e[KIND]])), " ", element("span", "", named("status", index.statuses[e[STATUS]])));
      what.append(a, " ", tags);
      li.append(element("p", "day", index.shown[i][1]), what);
      part.append(li);
    }
    ol.replaceChildren(part);
  }

  var labelling = 0, listing = 0;
  function apply() {
    var s = state();
    var filtered = FIELDS.some(function (name) { return s[name]; });
    var chosen = choose(s);
    if (spread) {
      results.hidden = !filtered || !chosen.count;
      chronicle.hidden = filtered;
      // those in sight at once, the others in a moment
      clearTimeout(listing);
      if (filtered) list(Math.min(limit, SOON));
      if (filtered && chosen.count > SOON && limit > SOON) listing = setTimeout(function () { list(limit); }, 60);
      more.hidden = chosen.count <= limit;
    } else if (filtered || wasFiltered) {
      show();
    }
    wasFiltered = filtered;
    found.textContent = template.replace("{n}", number(chosen.count)).replace("{all}", number(total));
    clear.hidden = !filtered;
    nothing.hidden = chosen.count > 0;
    clearTimeout(labelling);
    labelling = setTimeout(function () { label(chosen.counts); }, 30);
    return s;
  }

  function remember(s) {
    var parts = FIELDS.filter(function (name) { return s[name]; }).map(function (name) {
      return name + "=" + encodeURIComponent(s[name]);
    });
    var hash = parts.length ? "#" + parts.join("&") : location.pathname + location.search;
    try { history.replaceState(null, "", hash); } catch (refused) { /* some browsers allow no history from disk */ }
  }

  // a value that no choice offers, of a link from elsewhere, becomes one when the index knows it
  function set(name, value) {
    var select = control[name];
    if (!select) return;
    select.value = value;
    if (name === "q" || select.value === value) return;
    if ((name === "actor" || name === "with") && value in actorAt) {
      select.add(new Option(index.actors[actorAt[value]][1], value));
      select.value = value;
    } else {
      select.selectedIndex = 0;
    }
  }

  function recall() {
    var hash = location.hash.slice(1);
    if (hash.indexOf("=") < 0) {
      if (!hash) return;
      // an event's own link must not point to a hidden card, nor to a page that it doesn't stand on
      var target = by(hash);
      if (target && target.closest("[hidden]")) { form.reset(); remember.skip = true; apply(); settleAll(); target.scrollIntoView(); }
      if (!target && spread && hash.slice(0, 2) === "e-") {
        var place = events.findIndex(function (e) { return e[ANCHOR] === hash; });
        if (place < 0) index.former.forEach(function (pair) { if (pair[0] === hash) place = pair[1]; });
        if (place >= 0 && index.pages[pageOf[place]][0] !== here) location.replace(root + index.pages[pageOf[place]][0] + "#" + events[place][ANCHOR]);
      }
      return;
    }
    var s = {};
    hash.split("&").forEach(function (part) {
      var at = part.indexOf("=");
      try { s[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch (broken) { /* left out */ }
    });
    FIELDS.forEach(function (name) { set(name, s[name] || ""); });
    if (FIELDS.some(function (name) { return name !== "q" && s[name]; })) filters.open = true;
    limit = FIRST;
    apply();
  }

  var waiting = 0;
  form.addEventListener("input", function () {
    cancelAnimationFrame(waiting);
    limit = FIRST;
    waiting = requestAnimationFrame(function () { remember(apply()); });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () {
    setTimeout(function () {
      if (remember.skip) { remember.skip = false; return; }
      remember(apply());
      control.q.focus();
    }, 0);
  });
  if (more) more.addEventListener("click", function () { limit += 400; apply(); clearTimeout(listing); list(limit); });
  window.addEventListener("hashchange", recall);
  window.addEventListener("beforeprint", settleAll);
  document.addEventListener("contentvisibilityautostatechange", function (event) {
    months.forEach(function (m) { if (m.section === event.target) settle(m); });
  }, true);
  document.addEventListener("keydown", function (event) {
    var typing = /^(input|select|textarea)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      control.q.focus();
    } else if (event.key === "Escape" && event.target === control.q && control.q.value) {
      event.preventDefault();
      control.q.value = "";
      remember(apply());
    }
  });

  form.hidden = false;
  filters.open = window.matchMedia("(min-width: 62rem)").matches;
  apply();
  recall();
})();
