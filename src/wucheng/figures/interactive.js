// Draws the timeline that interactive.py describes. Text reaches the page only as text: nothing is
// ever parsed as markup. The first part has no page in it and can be run by itself.
"use strict";

const DAY = 86400000;
/** Lanes of a city; where more happens at once, marks lie on one another until one zooms in. */
const MOST_LANES = 30;

/** Whether an event passes the filters: cities and statuses are sets, type "" is any. */
function passes(event, filter) {
  return (
    filter.cities.has(event.city) &&
    filter.statuses.has(event.status) &&
    (filter.retold || !event.same) &&
    (!filter.type || event.type === filter.type) &&
    (!filter.words || event.text.includes(filter.words) || event.what.includes(filter.words))
  );
}

/** The lane of each event, so that none overlaps another: from, until are ascending by from. */
function lanes(spans, gap) {
  const free = [];
  return spans.map(([from, until]) => {
    let lane = free.findIndex((end) => end + gap <= from);
    if (lane < 0) lane = free.push(0) - 1;
    free[lane] = until;
    return lane;
  });
}

/** The first and last day of some events, with a margin; null if none is dated. */
function extent(events) {
  const dated = events.filter((event) => event.from !== null);
  if (!dated.length) return null;
  const from = Math.min(...dated.map((event) => event.from));
  const until = Math.max(...dated.map((event) => event.until));
  const margin = Math.max(0.04 * (until - from), 1);
  return [from - margin, until + margin];
}

/** Zoom a view [from, until] by a factor about a day; between two hours and sixty years. */
function zoomed(view, factor, about) {
  const width = Math.min(Math.max((view[1] - view[0]) * factor, 1 / 12), 22000);
  const share = (about - view[0]) / (view[1] - view[0]);
  return [about - share * width, about + (1 - share) * width];
}

/** Days at which an axis is labelled, about `most` of them, each with its label. */
function ticks(view, most, zh) {
  const width = (view[1] - view[0]) / most;
  const made = [];
  const date = (day) => new Date(Math.round(day * 24) * (DAY / 24));
  const iso = (day) => date(day).toISOString();
  if (width < 0.75) {
    const step = [1, 2, 3, 6, 12].find((hours) => hours / 24 >= width) || 12;
    for (let hour = Math.ceil((view[0] * 24) / step) * step; hour / 24 <= view[1]; hour += step) {
      const at = iso(hour / 24);
      made.push([hour / 24, at.slice(11, 16) === "00:00" ? at.slice(5, 10) : at.slice(11, 16)]);
    }
    return made;
  }
  if (width < 22) {
    const step = [1, 2, 7, 14].find((days) => days >= width) || 14;
    for (let day = Math.ceil(view[0] / step) * step; day <= view[1]; day += step) {
      made.push([day, iso(day).slice(0, 10)]);
    }
    return made;
  }
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((months) => months * 30.4 >= width) || 240;
  const start = date(view[0]);
  let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  for (;;) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    if (day > view[1]) return made;
    const year = Math.floor(month / 12);
    const label = zh ? `${year}年${(month % 12) + 1}月` : `${year}-${String((month % 12) + 1).padStart(2, "0")}`;
    if (day >= view[0]) made.push([day, step >= 12 ? (zh ? `${year}年` : `${year}`) : label]);
    month += step;
  }
}

if (typeof module !== "undefined") module.exports = { passes, lanes, extent, zoomed, ticks };

/** Builds the view inside an element, from the data of interactive.py. */
function show(root, data) {
  const say = data.words;
  const zh = data.lang === "zh";
  const SVG = "http://www.w3.org/2000/svg";
  const events = data.events.map((row) => {
    const event = {};
    data.columns.forEach((name, at) => (event[name] = row[at]));
    event.text = data.sentences[event.text];
    return event;
  });
  const filter = {
    cities: new Set(data.cities.map((city) => city.name)),
    statuses: new Set(Object.keys(say.status)),
    type: "",
    words: "",
    retold: false,
  };
  let view = extent(events) || [0, 1];
  let open = null;

  const make = (name, cells, parent, words) => {
    const made = document.createElement(name);
    for (const [key, cell] of Object.entries(cells || {})) made.setAttribute(key, cell);
    if (words !== undefined) made.textContent = words;
    if (parent) parent.append(made);
    return made;
  };
  const draw = (name, cells, parent, words) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, cell] of Object.entries(cells || {})) made.setAttribute(key, cell);
    if (words !== undefined) made.textContent = words;
    parent.append(made);
    return made;
  };

  const bar = make("div", { class: "wct-bar" }, root);
  const button = (label, name, act) => {
    const made = make("button", { type: "button", "aria-label": name, title: name }, bar, label);
    made.addEventListener("click", act);
  };
  const middle = () => (view[0] + view[1]) / 2;
  const move = (next) => { view = next; paint(); };
  const shift = (share) => move(view.map((day) => day + share * (view[1] - view[0])));
  const whole = () => move(extent(chosen()) || view);
  button("⟷", say.whole, whole);
  button("＋", say.closer, () => move(zoomed(view, 0.5, middle())));
  button("－", say.wider, () => move(zoomed(view, 2, middle())));
  button("◀", say.earlier, () => shift(-0.25));
  button("▶", say.later, () => shift(0.25));
  const kinds = make("select", { "aria-label": say.type }, bar);
  make("option", { value: "" }, kinds, say.every);
  for (const [kind, name] of data.types) make("option", { value: kind }, kinds, name);
  kinds.addEventListener("change", () => { filter.type = kinds.value; paint(); });
  const search = make("input", { type: "search", placeholder: say.search, "aria-label": say.search }, bar);
  search.addEventListener("input", () => { filter.words = search.value.trim(); paint(); });
  const boxes = (title, items, set) => {
    const field = make("fieldset", {}, make("div", { class: "wct-bar" }, root));
    make("legend", {}, field, title);
    for (const [value, name] of items) {
      const label = make("label", {}, field);
      const box = make("input", { type: "checkbox", checked: "" }, label);
      box.addEventListener("change", () => { box.checked ? set.add(value) : set.delete(value); paint(); });
      label.append(` ${name}`);
    }
    return field;
  };
  boxes(say.city, data.cities.map((city) => [city.name, city.label]), filter.cities);
  const field = boxes(say.told, Object.entries(say.status), filter.statuses);
  const again = make("label", {}, field);
  const twice = make("input", { type: "checkbox" }, again);
  twice.addEventListener("change", () => { filter.retold = twice.checked; paint(); });
  again.append(` ${say.retold}`);

  const count = make("p", { class: "wct-soft", "aria-live": "polite" }, root);
  const svg = draw("svg", { role: "group", tabindex: 0, "aria-label": say.how }, root);
  key();
  const panel = make("div", { class: "wct-panel", role: "region", "aria-live": "polite", "aria-label": say.sentence }, root);
  make("p", { class: "wct-soft" }, panel, say.how);

  function chosen() { return events.filter((event) => passes(event, filter)); }

  function paint() {
    const wide = Math.max(root.clientWidth || 900, 480);
    const left = zh ? 70 : 130, side = Math.round(wide * 0.24), right = wide - side - 24;
    const x = (day) => left + ((day - view[0]) / (view[1] - view[0])) * (right - left);
    const day = (pixel) => view[0] + ((pixel - left) / (right - left)) * (view[1] - view[0]);
    svg.replaceChildren();
    const pattern = draw("defs", {}, svg);
    const clip = draw("clipPath", { id: `${data.id}-c` }, pattern);
    const frame = draw("rect", { x: left, y: 0, width: right - left, height: 0 }, clip);
    const shown = chosen();
    const lined = draw("g", {}, svg);
    let y = 26;
    for (const city of data.cities) {
      if (!filter.cities.has(city.name)) continue;
      const own = shown.filter((event) => event.city === city.name);
      const dated = own.filter((event) => event.from !== null && event.until >= view[0] && event.from <= view[1]);
      dated.sort((a, b) => a.from - b.from || a.until - b.until);
      const spans = dated.map((event) => {
        const from = x(event.from);
        return [from, Math.max(x(event.until), from + 9)];
      });
      const rows = lanes(spans, 2).map((lane) => lane % MOST_LANES);
      const loose = own.filter((event) => event.from === null);
      const across = Math.max(1, Math.floor(side / 13));
      const high = Math.max(rows.length ? Math.max(...rows) + 1 : 1, Math.ceil(loose.length / across), 1);
      draw("line", { x1: 0, x2: wide, y1: y - 5, y2: y - 5, stroke: "#d9d9d9" }, svg);
      const name = draw("text", { x: 2, y: y + 10, class: "city", tabindex: 0, role: "button", "aria-label": `${say.zoom} ${city.label}` }, svg, city.label);
      const there = () => { const near = extent(own); if (near) move(near); };
      name.addEventListener("click", there);
      name.addEventListener("keydown", (press) => { if (press.key === "Enter") there(); });
      const group = draw("g", { "clip-path": `url(#${data.id}-c)` }, svg);
      dated.forEach((event, at) => mark(group, event, city, spans[at][0], spans[at][1], y + rows[at] * 13));
      loose.forEach((event, at) => {
        const from = right + 20 + (at % across) * 13;
        mark(svg, event, city, from, from + 9, y + Math.floor(at / across) * 13);
      });
      y += high * 13 + 14;
    }
    frame.setAttribute("height", y);
    for (const [at, label] of ticks(view, Math.max(2, Math.floor((right - left) / 95)), zh)) {
      draw("line", { x1: x(at), x2: x(at), y1: 18, y2: y, stroke: "#eeeeee" }, lined);
      draw("text", { x: x(at), y: 12, "text-anchor": "middle", class: "soft" }, lined, label);
    }
    draw("line", { x1: right + 10, x2: right + 10, y1: 2, y2: y, stroke: "#8a8a8a", "stroke-dasharray": "2 3" }, svg);
    draw("text", { x: right + 20, y: 12, class: "soft" }, svg, say.undated);
    svg.setAttribute("viewBox", `0 0 ${wide} ${y}`);
    svg.setAttribute("height", y);
    svg.wct = { day, left, right };
    const inside = shown.filter((event) => event.from !== null && event.until >= view[0] && event.from <= view[1]);
    count.textContent = say.count
      .replace("{shown}", shown.length).replace("{all}", events.length)
      .replace("{dated}", inside.length)
      .replace("{loose}", shown.filter((event) => event.from === null).length);
    if (open) {
      const same = svg.querySelector(`[data-event="${open}"]`);
      if (same) same.classList.add("open");
    }
  }

  function shape(group, event, colour, from, until, top) {
    const wide = until - from, id = `${data.id}-f${group.parentNode.childElementCount}-${Math.round(from * 10)}-${top}`;
    if (event.type === "publication") {
      draw("path", { d: `M${from + 4.5} ${top}l5 5l-5 5l-5 -5z`, fill: "#fff", stroke: "#222", "stroke-width": 1.4 }, group);
      return;
    }
    let fill = colour;
    if (event.open) {
      const fade = draw("linearGradient", { id, x1: event.open === "end" ? 0 : 1, x2: event.open === "end" ? 1 : 0 }, group);
      draw("stop", { offset: 0, "stop-color": colour }, fade);
      draw("stop", { offset: 1, "stop-color": colour, "stop-opacity": 0.12 }, fade);
      fill = `url(#${id})`;
    }
    const hollow = event.status === "planned" || event.status === "negated" || event.precision === "vague";
    draw("rect", {
      x: from, y: top + 1, width: wide, height: 8, rx: 1.5, fill: event.status === "planned" || event.status === "negated" ? "#fff" : fill,
      "fill-opacity": event.same ? 0.25 : event.precision === "vague" ? 0.35 : 1,
      stroke: hollow || event.same ? colour : "none", "stroke-width": 1.2,
      "stroke-dasharray": event.status === "planned" ? "3 2" : "none",
    }, group);
    if (event.status === "negated") draw("path", { d: `M${from} ${top + 1}l${wide} 8m0 -8l-${wide} 8`, stroke: colour }, group);
    if (event.status === "habitual") draw("path", { d: `M${from + wide / 2} ${top + 2.5}v5`, stroke: "#fff", "stroke-width": 2 }, group);
    if (event.status === "said") draw("circle", { cx: from + wide / 2, cy: top + 5, r: 2, fill: "#fff" }, group);
    if (event.corrected) draw("path", { d: `M${until - 2} ${top - 3}l5 0l-2.5 5z`, fill: "#222" }, group);
  }

  function mark(parent, event, city, from, until, top) {
    const label = [city.label, event.kind, event.when || say.noday, event.what].join(" · ");
    const group = draw("g", { class: "mark", role: "button", tabindex: 0, "aria-label": label, "data-event": event.event }, parent);
    draw("title", {}, group, label);
    shape(group, event, city.colour, from, until, top);
    draw("rect", { class: "halo", x: from - 2, y: top - 1, width: until - from + 4, height: 12, rx: 3, "pointer-events": "all" }, group);
    const tell = () => {
      for (const other of svg.querySelectorAll(".open")) other.classList.remove("open");
      group.classList.add("open");
      open = event.event;
      describe(event, city);
    };
    group.addEventListener("click", tell);
    group.addEventListener("keydown", (press) => {
      if (press.key === "Enter" || press.key === " ") { press.preventDefault(); press.stopPropagation(); tell(); }
    });
  }

  function describe(event, city) {
    panel.replaceChildren();
    panel.style.borderLeftColor = city.colour;
    const notes = [event.kind, say.status[event.status], event.corrected && say[event.corrected], event.same && say.again];
    make("p", {}, panel, `${city.label} · ${notes.filter(Boolean).join(" · ")}`);
    make("p", {}, panel, [event.span || event.why, event.when && `“${event.when}”`, event.actors, event.place].filter(Boolean).join(" · "));
    const quoted = make("blockquote", { lang: "zh-Hans" }, panel);
    const at = event.text.indexOf(event.quote);
    if (at < 0 || !event.quote) quoted.textContent = event.text;
    else {
      quoted.append(event.text.slice(0, at));
      make("b", {}, quoted, event.quote);
      quoted.append(event.text.slice(at + event.quote.length));
    }
    make("p", { class: "wct-soft" }, panel, event.source);
  }

  function key() {
    const list = make("div", { class: "wct-key" }, root);
    const signs = [
      ["reported", {}], ["publication", { type: "publication" }], ["openend", { open: "end" }],
      ["vague", { precision: "vague" }], ["planned", { status: "planned" }], ["negated", { status: "negated" }],
      ["habitual", { status: "habitual" }], ["said", { status: "said" }], ["corrected", { corrected: "fixed" }],
    ];
    for (const [name, cells] of signs) {
      const item = make("span", {}, list);
      const small = draw("svg", { viewBox: "0 0 26 12", "aria-hidden": "true" }, item);
      const group = draw("g", {}, small);
      shape(group, { status: "reported", type: "", ...cells }, "#6b6b6b", 2, name === "publication" ? 12 : 22, 1);
      item.append(` ${say.key[name]}`);
    }
  }

  let grip = null;
  svg.addEventListener("pointerdown", (press) => { grip = [press.clientX, view]; });
  addEventListener("pointerup", () => { grip = null; });
  svg.addEventListener("pointermove", (press) => {
    if (!grip || Math.abs(press.clientX - grip[0]) < 4) return;
    const scale = (grip[1][1] - grip[1][0]) / (svg.wct.right - svg.wct.left);
    const by = (grip[0] - press.clientX) * scale;
    move([grip[1][0] + by, grip[1][1] + by]);
  });
  svg.addEventListener("wheel", (turn) => {
    if (!turn.ctrlKey && !turn.metaKey) return;
    turn.preventDefault();
    const box = svg.getBoundingClientRect();
    move(zoomed(view, turn.deltaY > 0 ? 1.25 : 0.8, svg.wct.day(turn.clientX - box.left)));
  }, { passive: false });
  svg.addEventListener("keydown", (press) => {
    const act = {
      "+": () => move(zoomed(view, 0.5, middle())), "=": () => move(zoomed(view, 0.5, middle())),
      "-": () => move(zoomed(view, 2, middle())), "0": whole,
      ArrowLeft: () => shift(-0.1), ArrowRight: () => shift(0.1),
    }[press.key];
    if (!act) return;
    press.preventDefault();
    const kept = document.activeElement && document.activeElement.getAttribute("data-event");
    act();
    const again = kept && svg.querySelector(`[data-event="${kept}"]`);
    (again || svg).focus();
  });
  addEventListener("resize", paint);
  paint();
}
