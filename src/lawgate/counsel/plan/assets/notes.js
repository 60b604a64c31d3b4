// What was written. It lives in this variable alone until the person prints it, saves it or locks it.
const RULES = [
  ["number-a", /\bA[-\s#]?\d{2,3}[-\s]?\d{3}[-\s]?\d{3}\b/i],
  ["number-s", /\b\d{3}-\d{2}-\d{4}\b/],
];

export const empty = () => ({ v: 1, children: [], medicines: [], hour: {}, day: {}, week: {}, ties: [], ask: [] });
export let notes = empty();
export const replace = (other) => { notes = other; };

// A number that must never be written down; the key of the sentence that says so, or "".
export const forbidden = (value) => RULES.find(([, rule]) => rule.test(value))?.[0] ?? "";

export function get(path, root = notes) {
  return path.split(".").reduce((at, key) => (at === null || at === undefined ? at : at[key]), root);
}

export function set(path, value, root = notes) {
  const keys = path.split(".");
  const end = keys.pop();
  let at = root;
  for (const key of keys) {
    if (typeof at[key] !== "object" || at[key] === null) at[key] = {};
    at = at[key];
  }
  if (value === "" || value === false || value === null) delete at[end];
  else at[end] = value;
}

// Notes read from a file are taken only in the shape this page writes: texts, ticks, lists of them; nothing else gets in.
export function cleaned(found) {
  const fresh = empty();
  for (const [key, value] of Object.entries(found ?? {})) {
    const kept = plain(value, 0);
    if (kept !== undefined && Object.hasOwn(found, key)) fresh[key] = kept;
  }
  for (const key of ["children", "medicines", "ties", "ask"]) if (!Array.isArray(fresh[key])) fresh[key] = [];
  for (const key of ["children", "medicines"]) fresh[key] = fresh[key].filter((x) => x && typeof x === "object");
  for (const key of ["hour", "day", "week"]) if (typeof fresh[key] !== "object") fresh[key] = {};
  fresh.v = 1;
  return fresh;
}

function plain(value, depth) {
  if (typeof value === "string") return forbidden(value) ? undefined : value.slice(0, 500);
  if (typeof value === "boolean") return value;
  if (depth > 3 || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return value.slice(0, 30).map((x) => plain(x, depth + 1)).filter((x) => x !== undefined);
  const out = Object.create(null);
  for (const [k, v] of Object.entries(value).slice(0, 40)) {
    const kept = plain(v, depth + 1);
    if (kept !== undefined && k !== "__proto__") out[k] = kept;
  }
  return out;
}
