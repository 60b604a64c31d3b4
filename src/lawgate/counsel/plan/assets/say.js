// The words of the page in the chosen language. A language that no native reader has signed shows English and Spanish instead.
import { LANGUAGES, WORDS } from "./words.js";
import { h } from "./dom.js";

export { LANGUAGES };
export let tongue = "en";
const whole = (code) => code in WORDS;

export function choose(code) {
  tongue = LANGUAGES.some((l) => l.code === code) ? code : "en";
  document.documentElement.lang = whole(tongue) ? tongue : "en";
}

export const drafted = (code = tongue) => !whole(code);
export const shown = (code = tongue) => (whole(code) ? [code] : ["en", "es"]);
export const name = (code) => LANGUAGES.find((l) => l.code === code).name;

function fill(text, values) {
  return text.split(/(\{\w+\})/).map((part) => {
    const key = /^\{(\w+)\}$/.exec(part);
    return key ? h("bdi", {}, String(values[key[1]] ?? "")) : part;
  });
}

// One language: a span that says which it is.
export const inTongue = (code, key, values = {}) => h("span", { lang: code }, fill(WORDS[code][key], values));

// The page's language, or both where it has no signed words.
export function say(key, values = {}) {
  return shown().flatMap((code, at) => [...(at ? [h("span", { class: "or" }, " / ")] : []), inTongue(code, key, values)]);
}

export function text(key, values = {}) {
  return shown().map((code) => WORDS[code][key].replace(/\{(\w+)\}/g, (_, k) => String(values[k] ?? ""))).join(" / ");
}

export const day = (iso, code) =>
  iso ? new Intl.DateTimeFormat(code, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`)) : "";
export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};
