// The interview: one screen at a time. Nothing here speaks to a network.
import { FORM } from "./form.js";
import { h } from "./dom.js";
import { say, text, choose, ofDevice, tongue, drafted, LANGUAGES, day, today } from "./say.js";
import { notes, empty, replace } from "./notes.js";
import { fields } from "./fields.js";
import { safe, startKeeping, lockScreen, saved } from "./safe.js";
import { papersScreen } from "./papers.js";

const main = document.getElementById("main");
let at = "start"; // "start", "print", "keep", "open", or the number of a screen

const STEPS = FORM.steps;
const ALL = STEPS.length + 1; // printing and keeping is the last step

function screens() {
  return STEPS.flatMap((step, number) => {
    const each = step.each ? notes[step.each.list].filter((x) => x[step.each.title]) : [];
    const own = each.map((item) => ({ step, number, root: item, list: step.each.fields, name: item[step.each.title] }));
    return [{ step, number, root: notes, list: step.fields }, ...own];
  });
}

export function go(where) {
  at = where;
  draw();
  window.scrollTo(0, 0);
  main.querySelector("h1")?.focus();
}

function frame() {
  document.getElementById("title").replaceChildren(...say("title"));
  document.title = text("title");
  const leave = document.getElementById("leave");
  leave.replaceChildren(...say("leave"));
  const other = tongue === "en" ? chosen : "en";
  const link = document.getElementById("tongue");
  const { name, dir } = LANGUAGES.find((l) => l.code === other);
  link.textContent = name;
  [link.lang, link.dir] = [other, dir];
  link.href = `#${other}`;
}
let chosen = "es";

function draw() {
  frame();
  const made = { start, open: () => lockScreen(go), print: () => papersScreen(go), keep: () => safe(go) };
  main.replaceChildren(...[made[at] ? made[at]() : screen(at)].flat());
  const heading = main.querySelector("h1");
  if (heading) heading.tabIndex = -1;
}

export function progress(number, what) {
  const bars = Array.from({ length: ALL }, (_, n) => h("span", { class: n <= number ? "done" : "" }));
  return [h("div", { class: "bars", "aria-hidden": "true" }, bars), h("p", { class: "second" }, say("step-of", { n: number + 1, all: ALL, what: text(what) }))];
}

function screen(index) {
  const all = screens();
  const here = all[Math.min(index, all.length - 1)];
  const next = all[index + 1];
  const label = next ? (next.name ?? text(`step.${next.step.id}`)) : text("finish");
  const forward = () => go(next ? index + 1 : "print");
  const form = h("form", { novalidate: true, autocomplete: "off", onsubmit: (e) => { e.preventDefault(); forward(); } },
    fields(here.list, here.root),
    h("p", { class: "second stays", role: "status" }, say(saved() ? "saved-here" : "not-saved")),
    h("div", { class: "moves" },
      h("button", { type: "button", class: "plain", onclick: () => go(index ? index - 1 : "start") }, say("back")),
      h("button", { type: "submit" }, say("next", { what: label }))));
  const key = here.name ? "child" : here.step.id;
  return [...progress(here.number, `step.${here.step.id}`), h("h1", {}, say(`q.${key}`, { name: here.name })), h("p", { class: "second" }, say(`s.${key}`)), form];
}

function start() {
  const of = document.querySelector("meta[name=words-of]").content;
  const old = (Date.parse(today()) - Date.parse(of)) / 86400000 > 30;
  const date = day(of, tongue);
  const pick = LANGUAGES.map((l) => h("li", {}, h("a", { href: `#${l.code}`, lang: l.code, dir: l.dir, "aria-current": l.code === tongue ? "true" : null }, l.name)));
  return [
    h("h1", {}, say("title")),
    drafted() ? h("p", { class: "flag" }, say("draft")) : null,
    h("p", {}, say("start-1")), h("p", { class: "strong" }, say("start-2")), h("p", {}, say("start-3")), h("p", { class: "never" }, say("start-4")),
    h("div", { class: "moves" }, h("button", { type: "button", onclick: () => go(0) }, say("start"))),
    ...startKeeping(go),
    h("p", { class: "second" }, say("start-5")),
    h("p", { class: old ? "old" : "second" }, say(old ? "old" : "of-date", { date })),
    h("h2", { id: "pick" }, say("choose-language")), h("ul", { class: "pick", "aria-labelledby": "pick" }, pick),
  ].filter(Boolean);
}

// Leaving: the screen is emptied first, then the weather takes this page's place, so that "back" does not return here.
function leave(e) {
  e?.preventDefault();
  replace(empty());
  document.body.replaceChildren();
  location.replace(document.documentElement.dataset.leave);
}

function listen() {
  const link = document.getElementById("leave");
  document.documentElement.dataset.leave = link.href;
  link.addEventListener("click", leave);
  let shifts = [];
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Shift" || e.repeat) { if (e.key !== "Shift") shifts = []; return; }
    shifts = [...shifts.filter((t) => e.timeStamp - t < 2000), e.timeStamp];
    if (shifts.length >= 3) leave();
  });
  window.addEventListener("hashchange", speak);
  window.addEventListener("beforeunload", (e) => { if (!saved() && JSON.stringify(notes) !== JSON.stringify(empty()) && document.body.children.length) e.preventDefault(); });
}

function speak() {
  const code = location.hash.slice(1);
  if (LANGUAGES.some((l) => l.code === code)) {
    if (code !== "en") chosen = code;
    choose(code);
    draw();
  }
}

choose(location.hash.slice(1) || ofDevice());
if (tongue !== "en") chosen = tongue;
listen();
draw();
if ("serviceWorker" in navigator) navigator.serviceWorker.register("sw.js").catch(() => {}); // offline is a help, not a condition
