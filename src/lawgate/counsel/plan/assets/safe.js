// Keeping: six words, a locked file, a locked copy on this device, the lock after five idle minutes, and erasing at once.
import { h, id } from "./dom.js";
import { say, day, tongue } from "./say.js";
import { notes, empty, replace, cleaned } from "./notes.js";
import * as lock from "./lock.js";
import * as device from "./device.js";

const IDLE = 5 * 60 * 1000;
const DAYS = 180;
let six = "";
let key = null; // of this sitting; made once from the six words
let here = false; // a locked copy is on this device and follows what is written
let onFile = false;
let waiting = null;
let onLock = () => {};

export const saved = () => here || onFile;
const until = () => new Date(Date.now() + DAYS * 86400000).toISOString().slice(0, 10);

export function changed() {
  onFile = false;
  if (!here) return;
  clearTimeout(waiting);
  waiting = setTimeout(write, 400);
}

async function write() {
  clearTimeout(waiting);
  if (!here || !key) return true;
  here = device.keep(await lock.close(notes, key, until()));
  return here;
}

async function ready() {
  six ||= lock.words();
  key ??= await lock.key(six);
}

// The page's part on the start screen: open what was saved.
export function startKeeping(go) {
  onLock = () => go("open");
  const pick = h("input", { id: id(), type: "file", class: "file", onchange: async () => {
    const [file] = pick.files;
    if (file) { pending = await file.text(); fromDevice = false; go("open"); }
  } });
  return [
    device.kept() ? h("div", { class: "moves" }, h("button", { type: "button", class: "plain", onclick: () => { pending = null; go("open"); } }, say("open-device"))) : null,
    h("div", { class: "field" }, h("label", { htmlFor: pick.id }, say("open-file")), pick),
  ].filter(Boolean);
}
let pending = null;
let fromDevice = true;

export function lockScreen(go) {
  const file = pending ?? device.kept();
  fromDevice = pending === null;
  const box = h("input", { id: id(), type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "told" });
  const told = h("p", { id: "told", class: "wrong", role: "alert", hidden: true });
  const tell = (k) => { told.hidden = false; told.replaceChildren(...say(k)); };
  const form = h("form", { onsubmit: async (e) => {
    e.preventDefault();
    if (!lock.possible()) return tell("no-crypto");
    told.hidden = true;
    try {
      if (expired(file)) return tell("erased-old");
      const found = await lock.open(file ?? "", box.value);
      replace(cleaned(found.notes));
      [key, six, here, onFile] = [found.key, "", fromDevice, !fromDevice];
      pending = null;
      go(0);
    } catch (problem) {
      const kind = [[lock.Wrong, "wrong"], [lock.Newer, "newer"]].find(([type]) => problem instanceof type);
      tell(kind ? kind[1] : "no-plan");
    }
  } },
    h("div", { class: "field" }, h("label", { htmlFor: box.id }, say("words-label")), box), told,
    h("div", { class: "moves" }, h("button", { type: "button", class: "plain", onclick: () => { pending = null; go("start"); } }, say("back")), h("button", { type: "submit" }, say("open"))));
  const erase = fromDevice && device.kept() ? eraser(go) : [];
  return [h("h1", {}, say(fromDevice ? "open-device" : "open-file")), form, ...erase];
}

// A copy past its last day is erased from the device when it is looked at. A file is the person's own, and stays.
function expired(file) {
  const past = fromDevice && file && lock.read(file).until < new Date().toISOString().slice(0, 10);
  if (past) device.forget();
  return past;
}

export function safe(go) {
  if (!lock.possible()) return [h("h1", {}, say("keep-title")), h("p", {}, say("no-crypto")), moves(go)];
  if (!key) six ||= lock.words();
  const shown = h("p", { class: "six", translate: "no" }, six || "• • • • • •");
  const wrote = h("input", { id: id(), type: "checkbox", checked: !six, onchange: () => { file.disabled = copy.disabled = !wrote.checked; } });
  const told = h("p", { role: "status", class: "second" });
  const tell = (k, values) => told.replaceChildren(...say(k, values));
  const file = h("button", { type: "button", disabled: Boolean(six), onclick: async () => {
    tell("working");
    await ready();
    device.save(await lock.close(notes, key, until()), "my-notes.json");
    onFile = true;
    tell("saved");
  } }, say("save-file"));
  const copy = h("button", { type: "button", class: "plain", disabled: Boolean(six), onclick: async () => {
    tell("working");
    await ready();
    here = true;
    await device.ask();
    if (await write()) { tell("kept"); told.append(" ", ...say("until", { date: day(until(), tongue) })); end.hidden = false; } else tell("no-room");
  } }, say("keep-device"));
  const other = h("button", { type: "button", class: "plain small", hidden: Boolean(key), onclick: () => { six = lock.words(); shown.textContent = six; } }, say("other-words"));
  const end = h("button", { type: "button", class: "plain", hidden: !here, onclick: () => shut() }, say("lock"));
  return [
    h("h1", {}, say("keep-title")), h("p", {}, say("keep-1")), h("h2", {}, say("six")), shown, other,
    h("div", { class: "tick" }, wrote, h("label", { htmlFor: wrote.id }, say("wrote"))),
    h("div", { class: "moves stack" }, file, copy, end), told, moves(go), ...eraser(go),
  ];
}

const moves = (go) => h("div", { class: "moves" }, h("button", { type: "button", class: "plain", onclick: () => go("print") }, say("back")));

function eraser(go) {
  const sure = h("div", { hidden: true }, h("p", {}, say("erase-sure")), h("div", { class: "moves" },
    h("button", { type: "button", class: "plain", onclick: () => { sure.hidden = true; first.hidden = false; } }, say("erase-no")),
    h("button", { type: "button", class: "stop", onclick: () => { wipe(); go("start"); document.getElementById("main").prepend(h("p", { role: "status", class: "flag" }, say("erased"))); } }, say("erase-yes"))));
  const first = h("button", { type: "button", class: "plain stop-quiet", onclick: () => { sure.hidden = false; first.hidden = true; } }, say("erase"));
  return [h("section", { class: "erase" }, first, sure)];
}

function wipe() {
  clearTimeout(waiting);
  [six, key, here, onFile, pending] = ["", null, false, false, null];
  replace(empty());
  device.forget();
  document.getElementById("paper").replaceChildren();
}

// Locking: what was written is put away and leaves memory. Where no copy was kept it is only covered, so that nothing is lost.
async function shut() {
  if (here && (await write())) {
    [six, key, here] = ["", null, false];
    replace(empty());
    document.getElementById("paper").replaceChildren();
    onLock();
    return;
  }
  const cover = document.getElementById("cover");
  const away = [document.getElementById("main"), document.querySelector("header.top")];
  const show = h("button", { type: "button", onclick: () => { cover.hidden = true; for (const a of away) a.hidden = false; } }, say("uncover"));
  cover.replaceChildren(h("p", {}, say("covered")), show);
  for (const a of away) a.hidden = true;
  cover.hidden = false;
}

let idle = null;
function touched() {
  clearTimeout(idle);
  idle = setTimeout(() => { if (JSON.stringify(notes) !== JSON.stringify(empty())) shut(); }, IDLE);
}
for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, touched, { passive: true });
