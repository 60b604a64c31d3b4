// The detainer explained: looks up what the law engine answered when the guide was built. It decides nothing, sends nothing, keeps nothing.
import { fields, Trouble } from "./pdf.js";

const $ = (id) => document.getElementById(id);
const form = $("paper");
const RANK = ["required", "court", "permitted", "unresolved", "undetermined", "prohibited", "not-requested", "not-triggered"];
const OFF = new Set(["", "off", "no", "false", "0"]);
// The fields of the facsimile, and the box or the part that each stands for.
const BOXES = {
  box1_a: "1-final-order", box1_b: "1-pending-proceedings", box1_c: "1-biometric-match", box1_d: "1-statements-or-evidence",
  box2: "2-dhs-transferred-for-proceeding",
};
const PARTS = {
  subject_id: "numbers", event_no: "numbers", file_no: "numbers", date: "date", to: "to-from", from: "to-from", name: "person",
  dob: "person", citizenship: "person", sex: "person", notify: "notify", maintain: "hold-all", cancel: "cancel",
  officer: "signature", lea_booking_no: "jail-block", lea_est_release: "jail-block", served_at: "served", served_how: "served",
};
let table;
let read = new Map();

const response = await fetch("../answers.json");
table = await response.json();
form.hidden = false;

$("form").addEventListener("change", shown);
$("file").addEventListener("change", opened);
form.addEventListener("submit", (e) => { e.preventDefault(); answer(); });
form.addEventListener("reset", () => setTimeout(() => { read = new Map(); say("file-said", ""); says(); shown(); $("answer").hidden = true; }));

function copyOf(id) {
  const found = $(id);
  return found ? [...found.childNodes].map((n) => n.cloneNode(true)) : [];
}

function say(where, id) {
  $(where).replaceChildren(...(id ? copyOf(id) : []));
}

function shown() {
  const id = $("form").value;
  for (const set of form.querySelectorAll("fieldset.boxes")) set.hidden = set.dataset.form !== id;
  for (const part of document.querySelectorAll(".part")) part.hidden = id !== "" && !part.dataset.forms.split("|").includes(id);
}

async function opened() {
  const file = $("file").files[0];
  if (!file) return;
  try {
    read = loose(await fields(await file.arrayBuffer()));
    if (!["name", "date"].some((k) => read.has(k)) || ![...read.keys()].some((k) => k.startsWith("box"))) throw new Trouble("no-fields");
  } catch (e) {
    read = new Map();
    says();
    say("file-said", `f-${e instanceof Trouble ? e.message : "damaged"}`);
    return;
  }
  fill();
  says();
  say("file-said", known($("form").value) ? "f-read-here" : "f-unknown-form");
  answer();
}

// Names without case and punctuation, as the desk reads them.
function loose(found) {
  const keys = [...Object.keys(BOXES), ...Object.keys(PARTS), "form", "served_at", "officer_signature", "lea_signature"];
  const plain = (s) => s.toLowerCase().replace(/[^a-z0-9]/g, "");
  const names = new Map(keys.map((k) => [plain(k), k]));
  const out = new Map();
  for (const [name, value] of found) if (names.has(plain(name))) out.set(names.get(plain(name)), value.trim().slice(0, 2000));
  return out;
}

function ticked(key) {
  return !OFF.has((read.get(key) ?? "").toLowerCase());
}

function edition(text) {
  if (!text) return "I-247A";
  const flat = (s) => s.toLowerCase().replace(/^(form|dhs form)\s*/, "").replace(/\s+/g, "");
  return Object.keys(table.forms).find((f) => flat(f) === flat(text) || flat(text).startsWith(`${flat(f)}(`)) ?? text;
}

function fill() {
  const id = edition(read.get("form"));
  $("form").value = known(id) ? id : "";
  shown();
  const day = iso(read.get("date") ?? "");
  if (day) $("dated").value = day;
  const marked = new Set(Object.keys(BOXES).filter(ticked).map((k) => BOXES[k]));
  for (const box of form.querySelectorAll("fieldset.boxes:not([hidden]) input")) box.checked = marked.has(box.value);
  // A time of service that nobody signed for says nothing yet.
  form.elements.copy.value = read.get("served_at") && read.get("lea_signature") ? "yes" : "unknown";
}

function iso(text) {
  const a = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text);
  const b = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text);
  const [y, m, d] = a ? [a[1], a[2], a[3]] : b ? [b[3], b[1], b[2]] : [];
  return y ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : "";
}

function says() {
  const told = new Map();
  for (const [key, part] of Object.entries(PARTS)) {
    const value = read.get(key);
    if (value && (part !== "notify" && part !== "hold-all" && part !== "cancel")) told.set(part, [...(told.get(part) ?? []), value]);
    else if (value && ticked(key)) told.set(part, ["☒"]);
  }
  for (const part of document.querySelectorAll(".part")) {
    const line = part.querySelector(".says");
    const found = told.get(part.id.slice("part-".length));
    line.hidden = !found;
    line.querySelector("bdi").textContent = found ? found.join(", ") : "";
  }
}

function known(id) {
  return Object.hasOwn(table.forms, id);
}

function dated(f) {
  const day = $("dated").value;
  if (day && day < f.since) return "early";
  if (day && f.until && day >= f.until) return "late";
  return "in-time";
}

// The strongest answer for the jail among the marked boxes: more marks never give it less.
function lookUp(f, when) {
  const marked = new Set([...form.querySelectorAll("fieldset.boxes:not([hidden]) input:checked")].map((b) => b.value));
  const words = f.table[when];
  if (!words) return undefined;
  const at = (table.copies.indexOf(form.elements.copy.value) * table.papers.length + table.papers.indexOf(form.elements.came.value)) * 2;
  const found = f.choices.flatMap((c, i) => (c.length && c.every((b) => marked.has(b)) ? [table.answers[parseInt(words[i].slice(at, at + 2), 36)]] : []));
  if (!found.length) return table.answers[parseInt(words[0].slice(at, at + 2), 36)];
  return found.sort((a, b) => RANK.indexOf(a.hold) - RANK.indexOf(b.hold))[0];
}

function answer() {
  const id = $("form").value;
  $("answer").hidden = false;
  const f = known(id) ? table.forms[id] : undefined;
  const when = f ? dated(f) : "";
  const found = f ? lookUp(f, when) ?? (when === "late" || when === "early" ? lookUp(f, "in-time") : undefined) : undefined;
  say("trouble", !f ? "f-unknown-form" : when === "late" ? "a-late-form" : when === "early" ? "a-early-form" : "");
  const bad = when === "late" || when === "early";
  const hold = !found || bad ? "prohibited" : found.hold;
  // An unknown form gives the jail nothing here: the person goes free on time, and a lawyer looks at the paper.
  const lines = found ? [`a-hold-${hold}`, `a-notify-${found.notify}`, `a-transfer-${found.transfer}`] : [];
  if (found?.record) lines.push("a-record");
  $("may-do").replaceChildren(...lines.flatMap(copyOf));
  $("until").replaceChildren(...(found ? until(found, hold) : copyOf("a-until-far")));
  for (const n of $("answer").querySelectorAll(".n")) n.textContent = found?.hours ?? "";
  $("ask").replaceChildren(...["ask-copy", "ask-box", "ask-warrant", "ask-citizen", "ask-bond", "ask-late"].map((k) => {
    const item = document.createElement("li");
    item.append(...copyOf(`a-${k}`).flatMap((p) => [...p.childNodes]));
    return item;
  }));
  $("rules").textContent = [...new Set((found?.rules ?? []).map((i) => table.rules[i].cite))].join("; ");
  $("answer").focus();
}

function until(found, hold) {
  if (hold === "court") return [];
  const start = $("free").value;
  const keeps = hold === "required" || hold === "permitted";
  const count = keeps && found.hours ? copyOf(found.skips ? "a-count-skip" : "a-count-all") : [];
  if (!start) return [...count, ...copyOf("a-until-ask")];
  const end = keeps ? lastMinute(found.clock, start) : start;
  const told = copyOf(end === null ? "a-until-far" : keeps ? "a-until-hold" : "a-until-free");
  for (const node of told) for (const place of node.querySelectorAll?.(".until") ?? []) place.textContent = wall(end, place);
  return [...count, ...told];
}

// The last minute on the wall clock of the jail, from the table that was worked out when the guide was built.
function lastMinute(clock, start) {
  const t = table.clocks[clock];
  if (!t) return null;
  const [day, time] = start.split("T");
  const at = Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${t.first}T00:00Z`)) / 86400000);
  const entry = t.ends[at];
  if (!entry) return null;
  const [midnight, rest] = entry;
  const hour = Number(time.slice(0, 2));
  const value = time.slice(0, 5) === "00:00" ? midnight : Array.isArray(rest) ? rest[hour] : rest;
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  return new Date(Date.parse(`${start.slice(0, 16)}Z`) + value * 3600000).toISOString().slice(0, 16);
}

// Day before time, 24-hour, in the language of the sentence.
function wall(minute, place) {
  const language = (place.closest("[lang]") ?? document.documentElement).lang;
  const at = new Date(`${minute}Z`);
  const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(at);
  return `${day}, ${minute.slice(11, 16)}`;
}
shown();
