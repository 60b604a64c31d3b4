// The papers: plan, caregiver page, lawyer page, wallet card, door card; English beside the holder's language. The browser prints them.
import { FORM } from "./form.js";
import { h, id } from "./dom.js";
import { say, inTongue, tongue, drafted, has, way, LANGUAGES, name, day, today } from "./say.js";
import { notes, get } from "./notes.js";
import { progress } from "./app.js";

let second = "";
const chosen = new Set(FORM.papers);
const ALL = 9;
const CROWDED = 3300; // letters of a plan that still fit on one page at full size

// The second language; Spanish for what it may not say yet.
const other = (key) => (has(second, key) ? second : "es");
const both = (key, values = () => ({})) => [inTongue("en", key, values("en")), h("span", { class: "or" }, " / "), inTongue(other(key), key, values(other(key)))];
// A sentence in two columns; ``values`` are made for each language.
const two = (key, values = () => ({}), css = "") => h("div", { class: `two ${css}` }, ["en", other(key)].map((code) => h("p", { dir: way(code) }, inTongue(code, key, values(code)))));
const blank = () => h("span", { class: "blank" });
const row = (label, value) => h("div", { class: "row" }, h("dt", {}, label), h("dd", {}, value ? h("bdi", {}, value) : blank()));
const filled = (label, value) => (value ? row(label, value) : null);
const field = (path, root = notes) => row(both(`f.${path}`), get(path, root));
const dated = (path) => row(both(`f.${path}`), day(get(path), "en"));
const list = (...rows) => h("dl", {}, rows);
const heading = (key) => h("h3", {}, both(key));
const made = () => h("p", { class: "made" }, both("l.made", (code) => ({ date: day(today(), code) })), drafted(second) ? h("span", { class: "unsigned" }, " · ", name(second), ": ", both("draft")) : null);
const yes = (on) => (on ? [" (", both("l.said-yes"), ")"] : []);
const withYes = (value, on) => (value ? h("span", {}, h("bdi", {}, value), yes(on)) : "");
const qr = (size) => (document.querySelector("meta[name=has-qr]").content ? h("img", { src: "qr.svg", alt: "", class: `qr ${size}` }) : null);

function plan() {
  return [
    h("h2", {}, both("p.plan")),
    list(field("you.name"), filled(both("f.you.other"), get("you.other")), dated("you.born"), field("you.county"), filled(both("f.you.interpreter"), get("you.interpreter"))),
    heading("l.first-call"),
    list(row(both("l.lawyer"), [notes.lawyer?.name, notes.lawyer?.phone, notes.lawyer?.night].filter(Boolean).join(" · ")), row(both("l.defender"), notes.defender?.phone), row(both("l.trusted"), [notes.trusted?.name, notes.trusted?.phone].filter(Boolean).join(" · ")), row(both("f.heart.first"), [notes.heart?.first, notes.heart?.second].filter(Boolean).join(" · "))),
    two("say.jail", (code) => ({ name: notes.you?.name || "______", date: day(notes.you?.born, code) || "______" }), "script"), two("say.jail-not"), two("say.pass"), two("say.citizen"),
    h("div", { class: "thirds" }, ["hour", "day", "week"].map((when) => h("section", {}, heading(`f.${when}`), h("ul", {}, todo(when))))),
    h("div", { class: "halves" },
      h("section", {}, heading("step.papers"), list(["birth", "passport", "court", "immigration", "other"].map((k) => field(`papers.${k}`)))),
      h("section", {}, heading("step.home"), list(["dependants", "pets", "keys", "work", "rent", "car"].map((k) => field(`home.${k}`))))),
    medicine(), made(),
  ];
}

function todo(when) {
  const known = FORM.steps.flatMap((s) => s.fields).find((f) => f.path === when).known;
  const rows = known.map((key) => [both(`k.${when}.${key}`), notes[when][key]]);
  if (notes[when].own) rows.push([both("task-own"), notes[when].own]);
  return rows.map(([what, who]) => h("li", {}, h("span", { class: "box" }), what, ": ", who ? h("strong", {}, h("bdi", {}, who)) : blank()));
}

function medicine() {
  const rows = notes.medicines.filter((m) => m.what);
  if (!rows.length && !notes.needs) return null;
  return h("section", {}, heading("step.medicine"), list(
    rows.map((m) => row(h("bdi", {}, m.what), [m.dose, m.prescriber].filter(Boolean).join(" · "))),
    filled(both("f.needs.disability"), notes.needs?.disability), notes.needs?.pregnant ? row(both("f.needs.pregnant"), "✓") : null));
}

function caregiver() {
  const children = notes.children.filter((c) => c.name);
  return [
    h("h2", {}, both("p.caregiver")),
    (children.length ? children : [{}]).map((c) => h("section", { class: "whole" },
      h("h3", {}, c.name ? h("bdi", {}, c.name) : blank()),
      list(row(both("f.first"), withYes(c.first, c.firstYes)), row(both("f.second"), withYes(c.second, c.secondYes)), field("school", c), field("doctor", c), field("allergies", c), field("medicine", c), row(h("strong", {}, both("l.must-not")), c.not || "–")),
      two("say.children", () => ({ name: c.first || "______" })))),
    list(row(both("f.authority.kind"), notes.authority?.kind ? both(`o.authority.kind.${notes.authority.kind}`) : ""), dated("authority.date")),
    two("n.authority.kind"),
    list(row(both("l.lawyer"), [notes.lawyer?.name, notes.lawyer?.phone].filter(Boolean).join(" · ")), row(both("l.trusted"), [notes.trusted?.name, notes.trusted?.phone].filter(Boolean).join(" · "))),
    two("l.page-of"), made(),
  ];
}

function lawyer() {
  const ticked = (path, options) => list(options.map((o) => h("div", { class: "row" }, h("dt", {}, both(`o.${path}.${o}`)), h("dd", {}, h("span", { class: notes[path].includes(o) ? "box on" : "box" })))));
  return [
    h("h2", {}, both("p.lawyer")),
    list(field("you.name"), filled(both("f.you.other"), get("you.other")), dated("you.born"), field("you.county"), row(both("l.lawyer"), [notes.lawyer?.name, notes.lawyer?.bar, notes.lawyer?.phone].filter(Boolean).join(" · ")), field("you.interpreter")),
    medicine(), heading("f.ties"), ticked("ties", ["years", "work", "school", "group", "care"]),
    list(row(both("f.consulate"), notes.consulate ? both(`o.consulate.${notes.consulate}`) : "")),
    heading("f.ask"), ticked("ask", ["hurt", "crime", "fear"]),
    h("section", { class: "whole" }, heading("l.consent"), list(field("consent.who"), field("consent.what"), dated("consent.until")), list(row(both("l.sign"), ""), row(both("l.date"), ""))),
    two("l.sealed"), list(dated("review")), made(),
  ];
}

function card() {
  const line = (key, who, number) => [h("p", { class: "tiny" }, both(key)), h("p", { class: "line" }, h("strong", {}, h("bdi", {}, who || "")), h("strong", {}, h("bdi", {}, number || "")))];
  const half = (code) => h("div", { class: "half", lang: code, dir: way(code) }, h("p", { class: "loud" }, inTongue(code, "say.silent")), h("p", {}, inTongue(code, "say.refuse")));
  return [h("div", { class: "cards" },
    h("div", { class: "card" }, half("en"), half(other("say.silent")), h("p", { class: "tiny foot" }, inTongue("en", "say.give"), h("br"), inTongue(other("say.give"), "say.give"))),
    h("div", { class: "card" }, qr("small"),
      line("l.lawyer", notes.lawyer?.name, notes.lawyer?.phone),
      notes.lawyer?.night ? h("p", { class: "line" }, h("span", {}, both("say.night")), h("bdi", {}, notes.lawyer.night)) : null,
      line("l.trusted", notes.trusted?.name, notes.trusted?.phone), line("l.defender", "", notes.defender?.phone).map((e, n) => (n ? h("p", { class: "line" }, h("strong", {}, both("say.free")), h("strong", {}, h("bdi", {}, notes.defender?.phone || ""))) : e)),
      h("div", { class: "tiny foot ends" }, h("div", {}, inTongue("en", "say.ask"), h("br"), inTongue(other("say.ask"), "say.ask")), h("div", {}, notes.you?.county ? h("bdi", {}, notes.you.county) : "", h("br"), day(today(), "en")))))];
}

function door() {
  const side = (code) => h("div", { lang: code, dir: way(code) }, ["say.door-1", "say.door-2", "say.door-3"].map((k, n) => h("p", { class: n ? "" : "loud" }, inTongue(code, k))));
  return [h("div", { class: "door" }, side("en"), side(other("say.door-1")), qr("large"), h("p", { class: "inside" }, inTongue("en", "say.door-in"), h("br"), inTongue(other("say.door-in"), "say.door-in")))];
}

const MADE = { plan, caregiver, lawyer, card, door };

function redraw() {
  const papers = FORM.papers.filter((p) => chosen.has(p)).map((p) => h("section", { class: `sheet sheet-${p}`, dir: "ltr" }, MADE[p]()));
  for (const p of papers) p.classList.toggle("dense", p.textContent.length > CROWDED); // much was written: smaller, so that it stays one page
  document.getElementById("paper").replaceChildren(...papers);
}

export function papersScreen(go) {
  if (!second) second = tongue === "en" ? "es" : tongue;
  const picks = FORM.papers.map((p) => {
    const box = h("input", { id: id(), type: "checkbox", checked: chosen.has(p), onchange: () => { if (box.checked) chosen.add(p); else chosen.delete(p); redraw(); } });
    return h("div", { class: "tick" }, box, h("label", { htmlFor: box.id }, say(`p.${p}`)));
  });
  const tongues = h("select", { id: id(), onchange: () => { second = tongues.value; redraw(); } }, LANGUAGES.filter((l) => l.code !== "en").map((l) => h("option", { value: l.code, selected: l.code === second, lang: l.code }, l.name)));
  redraw();
  return [
    ...progress(ALL - 1, "finish"), h("h1", {}, say("print-title")), h("p", {}, say("print-1")),
    h("fieldset", {}, h("legend", { class: "usa-sr-only" }, say("print-title")), picks),
    h("div", { class: "field" }, h("label", { htmlFor: tongues.id }, say("second-language")), tongues),
    h("div", { class: "moves stack" }, h("button", { type: "button", onclick: () => { redraw(); window.print(); } }, say("print-now")), h("button", { type: "button", class: "plain", onclick: () => go("keep") }, say("keep")), h("button", { type: "button", class: "plain", onclick: () => go(0) }, say("back"))),
  ];
}
