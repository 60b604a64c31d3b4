// The words of the page in the chosen language. What an unsigned language may not say (rights, times, words to say) stands in English
// and Spanish instead.
import { LANGUAGES, WORDS } from "./words.js";
import { h } from "./dom.js";

export { LANGUAGES };
export let tongue = "en";
const known = (code) => LANGUAGES.find((l) => l.code === code);

export function choose(code) {
  tongue = known(code) ? code : "en";
  document.documentElement.lang = tongue;
  document.documentElement.dir = known(tongue).dir;
}

// The language of this device, where there is one of it here.
export function ofDevice() {
  const own = (navigator.languages ?? [navigator.language]).map((l) => l.toLowerCase());
  const fits = (l, asked) => [l.code, l.clock].some((c) => asked.split("-")[0] === c.toLowerCase().split("-")[0]);
  return own.map((asked) => LANGUAGES.find((l) => fits(l, asked))).find(Boolean)?.code ?? "en";
}

export const drafted = (code = tongue) => Boolean(known(code)?.draft);
export const has = (code, key) => WORDS[code]?.[key] !== undefined;
export const shown = (key, code = tongue) => (has(code, key) ? [code] : ["en", "es"]);
export const name = (code) => known(code).name;
export const way = (code) => known(code).dir;

function fill(text, values) {
  return text.split(/(\{\w+\})/).map((part) => {
    const key = /^\{(\w+)\}$/.exec(part);
    return key ? h("bdi", {}, String(values[key[1]] ?? "")) : part;
  });
}

// One language: a span that says which it is, and which way it runs.
export const inTongue = (code, key, values = {}, css = null) => h("span", { lang: code, dir: way(code), class: css }, fill(WORDS[code][key], values));

// The page's language, or both where it may not say this.
export function say(key, values = {}) {
  const codes = shown(key);
  return codes.map((code) => inTongue(code, key, values, codes.length > 1 ? "standing" : null));
}

export function text(key, values = {}) {
  return shown(key).map((code) => WORDS[code][key].replace(/\{(\w+)\}/g, (_, k) => String(values[k] ?? ""))).join(" / ");
}

export function day(iso, code) {
  if (!iso) return "";
  const { clock, months } = known(code);
  const [year, month, date] = iso.split("-").map(Number);
  if (months) return `${date} ${months[month - 1]} ${year}`;
  return new Intl.DateTimeFormat(clock, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};
