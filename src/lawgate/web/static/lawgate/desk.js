// Keys and live changes of the desk. Letters act only while no field has focus, and open acts; they never commit one.
(() => {
  const one = (q, from = document) => from.querySelector(q);
  const all = (q, from = document) => [...from.querySelectorAll(q)];
  const rows = () => all("tr[data-row]");
  const link = (row) => row && one(".who a", row);
  const inField = (e) => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && !/^(radio|checkbox|submit|button)$/.test(e.target.type);
  const lettersOn = () => localStorage.getItem("letters") !== "off";

  // A desk may choose other letters: what each of the desk's own letters is pressed with here.
  const LETTER = /^[a-z]$/, chosen = () => { try { return JSON.parse(localStorage.getItem("keys")) || {}; } catch { return {}; } };
  function meant(pressed) {
    const map = chosen();
    return Object.keys(map).find((k) => map[k] === pressed) || (map[pressed] ? "" : pressed);
  }
  function label() {
    const map = chosen();
    for (const k of all("kbd")) {
      const own = k.dataset.own || k.textContent.trim().toLowerCase();
      if (!LETTER.test(own)) continue;
      k.dataset.own = own;
      k.textContent = (map[own] || own).toUpperCase();
    }
    for (const field of all("[data-remap]")) field.value = (map[field.dataset.remap] || field.dataset.remap).toUpperCase();
  }
  function remap(field) {
    const map = chosen(), own = field.dataset.remap, wanted = field.value.trim().toLowerCase();
    const taken = all("[data-remap]").some((f) => f !== field && (map[f.dataset.remap] || f.dataset.remap) === wanted) || /[nyz]/.test(wanted);
    if (!LETTER.test(wanted) || taken) one("#remap-said").textContent = taken ? `${wanted.toUpperCase()} is taken; choose another.` : "Choose one letter, A to Z.";
    else {
      if (wanted === own) delete map[own]; else map[own] = wanted;
      localStorage.setItem("keys", JSON.stringify(map));
      one("#remap-said").textContent = `${own.toUpperCase()} is now ${wanted.toUpperCase()} at this desk.`;
    }
    label();
  }

  function here() {
    const at = document.activeElement;
    const row = at.closest && at.closest("tr");
    return row && row.classList.contains("said") ? row.previousElementSibling : at.closest && at.closest("tr[data-row]");
  }

  function move(step) {
    const list = rows(), at = list.indexOf(here());
    if (list.length) link(list[Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : at + step))]).focus();
  }

  function letter(key) {
    const row = here() || (rows()[0] && document.activeElement === document.body ? rows()[0] : null);
    const places = row ? [row, row.nextElementSibling] : [one("#person") || one("#main")];
    for (const place of places) {
      const found = place && one(`[data-letter="${key}"]`, place);
      if (!found) continue;
      if (found.tagName === "A") found.click(); else found.focus();
      return true;
    }
    return false;
  }

  function law() {
    const cite = one(".four .reason a");
    if (!cite) return letter("l");
    cite.click();
    return true;
  }

  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") {
      if (inField(e)) { e.target.blur(); return; }
      if (one("dialog[open]")) return;
      const place = one("[data-back]");
      if (place) { location.assign(place.dataset.back); return; }
      const back = one("#person, .act") ? one(".bar a") : null;
      if (back) back.click();
      return;
    }
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      const focused = document.activeElement;
      const button = focused.matches && focused.matches("button.card") ? focused : one("[data-commit]");
      if (button) { e.preventDefault(); button.click(); }
      return;
    }
    if (inField(e) || e.ctrlKey || e.metaKey || e.altKey || one("dialog[open]")) return;
    if (e.key === "ArrowDown" && rows().length) { e.preventDefault(); move(1); return; }
    if (e.key === "ArrowUp" && rows().length) { e.preventDefault(); move(-1); return; }
    if (!lettersOn() || e.key.length !== 1) return;
    const key = meant(e.key.toLowerCase());
    let did = key !== "";
    if (!did) return;
    if (key === "/") { const find = one("#find"); if (find) find.focus(); else did = false; }
    else if (key === "?") help();
    else if (key === "u") { if (one("#update")) update(); else did = letter("u"); }
    else if (key === "q" && one("#asked button, #asked input")) (one("#asked .card") || one("#asked #value") || one("#asked button")).focus();
    else if (key === "l") did = law();
    else did = letter(key);
    if (did) e.preventDefault();
  });

  function help() {
    const box = one("#help");
    one("#letters").checked = lettersOn();
    box.showModal();
  }

  // What changed is taken in when the person says so; the focused row keeps its place on the glass.
  async function update() {
    const board = one("#board, #person");
    if (!board) return;
    const row = here(), key = row && row.dataset.row, top = row && link(row).getBoundingClientRect().top;
    const answer = await fetch(board.id === "person" ? location.pathname : location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) { location.reload(); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["alarms", board.id]) {
      const old = document.getElementById(id), next = fresh.getElementById(id);
      if (old && next) { old.replaceWith(document.adoptNode(next)); if (window.htmx) window.htmx.process(document.getElementById(id)); }
    }
    const time = one(".bar time"), now = one(".bar time", fresh);
    if (time && now) time.textContent = now.textContent;
    listen();
    label();
    const again = key && rows().find((r) => r.dataset.row === key);
    if (again) { link(again).focus({ preventScroll: true }); window.scrollBy(0, link(again).getBoundingClientRect().top - top); }
  }

  let source = null, watched = null;
  function listen() {
    const place = watched = one("[data-live]");
    if (source) source.close();
    if (!place || !window.EventSource) return;
    source = new EventSource(place.dataset.live);
    source.addEventListener("changed", (e) => {
      const count = JSON.parse(e.data).count, said = one("#changed"), link = one("#update");
      if (place.hasAttribute("data-wall")) { update(); return; }
      if (!said || !count) return;
      said.textContent = place.id === "person" ? "This file changed," : `${count} changed,`;
      link.hidden = false;
    });
    source.addEventListener("alarm", async () => {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("alarms");
      if (next) { one("#alarms").replaceWith(document.adoptNode(next)); tone(); }
    });
    source.addEventListener("minute", (e) => { if (place.hasAttribute("data-wall")) update(); else minute(JSON.parse(e.data).at); });
  }

  // Minutes change in place, by the server's clock: the browser's may be wrong.
  function minute(at) {
    if (document.body.hasAttribute("data-frozen")) return;
    const now = new Date(at), length = (ms) => {
      const m = Math.round(Math.abs(ms) / 60000), h = Math.floor(m / 60), d = Math.floor(h / 24);
      if (d) return h % 24 ? `${d} d ${h % 24} h` : `${d} d`;
      return h ? `${h} h ${String(m % 60).padStart(2, "0")}` : `${m} min`;
    };
    for (const row of rows()) {
      const time = one("time.minute", row), note = time && time.nextElementSibling;
      if (!note) continue;
      const left = new Date(time.dateTime) - now;
      if (left <= 0 !== /ago|over/.test(note.textContent)) { one("#changed").textContent = "A minute was reached,"; one("#update").hidden = false; continue; }
      note.textContent = left > 0 ? `in ${length(left)}` : `${length(left)} ago`;
    }
  }

  // What was typed within the last moment is kept too, when the page is left without a button.
  let committed = false;
  document.addEventListener("submit", (e) => { if (e.target.id === "act") committed = true; });
  addEventListener("pagehide", () => {
    const form = one("#act");
    if (!form || committed || !navigator.sendBeacon) return;
    const typed = new FormData(form);
    typed.set("save", "1");
    navigator.sendBeacon(location.pathname, typed);
  });

  function tone() {
    try {
      const sound = new AudioContext(), wave = sound.createOscillator();
      wave.connect(sound.destination);
      wave.start(); wave.stop(sound.currentTime + 0.25);
    } catch { /* a browser without sound shows the bar all the same */ }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of all("[data-help], [data-theme-switch]")) button.hidden = false;
    const box = one("#letters");
    if (box) box.addEventListener("change", () => localStorage.setItem("letters", box.checked ? "on" : "off"));
    document.addEventListener("click", (e) => {
      if (e.target.closest("[data-help]")) help();
      if (e.target.closest("#update")) { e.preventDefault(); update(); }
      if (e.target.closest("[data-theme-switch]")) {
        const dark = document.documentElement.dataset.theme === "dark";
        document.documentElement.dataset.theme = dark ? "light" : "dark";
        localStorage.setItem("theme", dark ? "light" : "dark");
      }
    });
    document.addEventListener("change", (e) => { if (e.target.matches("[data-remap]")) remap(e.target); });
    const back = one("#remap-back");
    if (back) back.addEventListener("click", () => { localStorage.removeItem("keys"); one("#remap-said").textContent = "As they were."; label(); });
    // An answer given in place is this desk's own: what the page waits for begins anew after it.
    document.addEventListener("htmx:after:swap", () => { label(); if (watched && !watched.isConnected) listen(); });
    label();
    listen();
  });
})();
