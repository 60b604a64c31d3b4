// Fields drawn from the form's description. What must never be written down is refused as it is typed.
import { h, id } from "./dom.js";
import { say, text } from "./say.js";
import { get, set, forbidden, notes } from "./notes.js";
import { changed } from "./safe.js";

export const fields = (list, root) =>
  list.filter((f) => !f.when || notes[f.when].length).map((f) => DRAW[f.kind](f, root)).flat();

const label = (f) => say(`f.${f.path}`);
const hint = (f, key) => (f.hint ? h("span", { id: key, class: "hint" }, say(`n.${f.path}`)) : null);

function input(f, root, type) {
  const [own, note, wrong] = [id(), id(), id()];
  const warn = h("span", { id: wrong, class: "wrong", role: "alert", hidden: true });
  const box = h("input", {
    id: own, type, value: get(f.path, root) ?? "", maxlength: 500, autocomplete: "off", spellcheck: "false",
    inputmode: type === "tel" ? "tel" : null, "aria-describedby": f.hint ? `${note} ${wrong}` : wrong,
    oninput: () => take(box, warn, f.path, root),
  });
  return h("div", { class: "field" }, h("label", { htmlFor: own }, label(f)), hint(f, note), box, warn);
}

function take(box, warn, path, root) {
  const bad = forbidden(box.value);
  warn.hidden = !bad;
  warn.replaceChildren(...(bad ? say(bad) : []));
  box.setAttribute("aria-invalid", bad ? "true" : "false");
  set(path, bad ? "" : box.value.trim(), root);
  changed();
}

function check(f, root) {
  const own = id();
  const box = h("input", { id: own, type: "checkbox", checked: get(f.path, root) === true, onchange: () => { set(f.path, box.checked, root); changed(); } });
  return h("div", { class: "tick" }, box, h("label", { htmlFor: own }, label(f)));
}

function choice(f, root) {
  const group = id();
  return h("fieldset", {}, h("legend", {}, label(f)), hint(f, id()), f.options.map((option) => {
    const own = id();
    const box = h("input", { id: own, type: "radio", name: group, checked: get(f.path, root) === option, onchange: () => { set(f.path, option, root); changed(); } });
    return h("div", { class: "tick" }, box, h("label", { htmlFor: own }, say(`o.${f.path}.${option}`)));
  }));
}

function ticks(f, root) {
  return h("fieldset", {}, h("legend", {}, label(f)), hint(f, id()), f.options.map((option) => {
    const own = id();
    const box = h("input", { id: own, type: "checkbox", checked: root[f.path].includes(option), onchange: () => {
      root[f.path] = f.options.filter((o) => (o === option ? box.checked : root[f.path].includes(o)));
      changed();
    } });
    return h("div", { class: "tick" }, box, h("label", { htmlFor: own }, say(`o.${f.path}.${option}`)));
  }));
}

function list(f, root) {
  const holder = h("div", {});
  const redraw = (focus) => {
    const items = root[f.path];
    if (!items.length) items.push({});
    holder.replaceChildren(...items.map((item, n) => h("div", { class: "item" },
      fields(f.item, item),
      items.length > 1 ? h("button", { type: "button", class: "plain small", "aria-label": `${text("remove")} ${n + 1}`, onclick: () => { items.splice(n, 1); changed(); redraw(); } }, say("remove")) : null)),
    h("button", { type: "button", class: "plain small add", onclick: () => { items.push({}); redraw(true); } }, say("add")));
    if (focus) [...holder.querySelectorAll(".item")].at(-1).querySelector("input").focus();
  };
  redraw();
  return h("fieldset", {}, h("legend", {}, label(f)), holder);
}

function tasks(f, root) {
  const at = root[f.path];
  const people = id();
  const names = [...new Set([notes.trusted?.name, notes.lawyer?.name, ...notes.children.flatMap((c) => [c.first, c.second])].filter(Boolean))];
  const row = (key, title) => {
    const own = id();
    const box = h("input", { id: own, type: "text", value: at[key] ?? "", list: people, maxlength: 200, autocomplete: "off", oninput: () => take(box, warn, key, at) });
    const warn = h("span", { class: "wrong", role: "alert", hidden: true });
    return h("div", { class: "field task" }, h("label", { htmlFor: own }, title, h("span", { class: "usa-sr-only" }, " ", say("who"))), box, warn);
  };
  return h("fieldset", {}, h("legend", {}, label(f)),
    h("datalist", { id: people }, names.map((n) => h("option", { value: n }))),
    f.known.map((key) => row(key, say(`k.${f.path}.${key}`))), row("own", say("task-own")));
}

const DRAW = {
  text: (f, root) => input(f, root, "text"), tel: (f, root) => input(f, root, "tel"), date: (f, root) => input(f, root, "date"),
  check, choice, ticks, list, tasks,
};
