// The filled fields of a PDF form, read in the browser: plain objects, and those inside compressed object streams (ISO 32000-1, 7.5.7).
// It follows no cross-reference table: every object is looked at in the order of the file, and a later one replaces an earlier.
export const LARGEST = 10 * 1024 * 1024;
const OBJECTS = 50000;
const MOST = 64 * 1024 * 1024; // bytes that compressed streams may grow to

export class Trouble extends Error {}

export async function fields(buffer) {
  if (buffer.byteLength > LARGEST) throw new Trouble("too-large");
  const text = latin1(new Uint8Array(buffer));
  if (!text.slice(0, 1024).includes("%PDF-")) throw new Trouble("not-pdf");
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) throw new Trouble("locked");
  const objects = new Map();
  const budget = { left: MOST };
  for (const m of text.matchAll(/(?:^|[\s>])(\d{1,10})\s+(\d{1,5})\s+obj\b/g)) {
    const start = m.index + m[0].length;
    const end = text.indexOf("endobj", start);
    const body = text.slice(start, end < 0 ? text.length : end);
    if (objects.size > OBJECTS) throw new Trouble("damaged");
    const stream = body.indexOf("stream");
    const head = stream < 0 ? body : body.slice(0, stream);
    if (stream >= 0 && /\/Type\s*\/ObjStm\b/.test(head)) {
      for (const [number, inner] of await inside(text, start + stream, head, budget)) objects.set(number, inner);
    } else objects.set(Number(m[1]), head);
    if (end < 0) break; // cut off: the rest of the file was this object
  }
  return values(objects);
}

function latin1(bytes) {
  let out = "";
  for (let i = 0; i < bytes.length; i += 8192) out += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
  return out;
}

async function inside(text, at, head, budget) {
  const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? NaN);
  const count = Number(/\/N\s+(\d+)/.exec(head)?.[1] ?? NaN);
  if (!Number.isFinite(first) || !Number.isFinite(count) || count > 100000) throw new Trouble("damaged");
  const begin = at + /^stream\r?\n?/.exec(text.slice(at, at + 8))[0].length;
  const close = text.indexOf("endstream", begin);
  if (close < 0) throw new Trouble("damaged");
  const raw = text.slice(begin, close);
  const plain = /\/Filter/.test(head) ? await inflate(raw, head, budget) : raw;
  const numbers = plain.slice(0, first).trim().split(/\s+/).map(Number);
  const found = [];
  for (let i = 0; i < count; i += 1) {
    const from = first + numbers[2 * i + 1];
    const to = i + 1 < count ? first + numbers[2 * i + 3] : plain.length;
    found.push([numbers[2 * i], plain.slice(from, to)]);
  }
  return found;
}

async function inflate(raw, head, budget) {
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(head) || /\/DecodeParms/.test(head)) throw new Trouble("no-fields");
  if (typeof DecompressionStream === "undefined") throw new Trouble("old-browser");
  const bytes = Uint8Array.from(raw, (c) => c.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  let out = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      budget.left -= value.length;
      if (budget.left < 0) throw new Trouble("too-large");
      out += latin1(value);
    }
  } catch (e) {
    // Bytes after the end of the stream (the line break before "endstream") end it with an error: what came before stands.
    if (e instanceof Trouble) throw e;
    if (!out) throw new Trouble("damaged");
  }
  return out;
}

// Name and value of each field; a widget without a name of its own takes its parent's.
function values(objects) {
  const out = new Map();
  for (const body of objects.values()) {
    const own = part(body, "T");
    if (own === undefined) continue;
    const value = entry(body, objects);
    const parent = /\/Parent\s+(\d+)\s+\d+\s+R/.exec(body);
    const above = parent ? part(objects.get(Number(parent[1])) ?? "", "T") : undefined;
    out.set(above ? `${above}.${own}` : own, value ?? "");
  }
  return out;
}

function entry(body, objects) {
  const found = part(body, "V");
  if (found !== undefined) return found;
  const named = /\/V\s*\/([^\s/<>()[\]{}]*)/.exec(body);
  if (named) return named[1].replace(/#([0-9A-Fa-f]{2})/g, (_, h) => String.fromCharCode(parseInt(h, 16)));
  const away = /\/V\s+(\d+)\s+\d+\s+R/.exec(body);
  return away ? string(objects.get(Number(away[1]))?.trim() ?? "") : undefined;
}

function part(body, key) {
  const m = new RegExp(`/${key}\\s*(?=[(<](?!<))`).exec(body);
  return m ? string(body.slice(m.index + m[0].length)) : undefined;
}

const ESCAPED = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

// A literal or hexadecimal string at the start of `text`, decoded; undefined when there is none.
function string(text) {
  if (text[0] === "<") {
    const hex = /^<([0-9A-Fa-f\s]*)>/.exec(text)?.[1].replace(/\s/g, "");
    if (hex === undefined) return undefined;
    return decoded((hex.length % 2 ? `${hex}0` : hex).replace(/../g, (h) => String.fromCharCode(parseInt(h, 16))));
  }
  if (text[0] !== "(") return undefined;
  let out = "";
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (c === "\\") {
      const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1, i + 4));
      if (octal) {
        out += String.fromCharCode(parseInt(octal[0], 8) & 255);
        i += octal[0].length;
      } else {
        i += 1;
        if (text[i] !== "\n" && text[i] !== "\r") out += ESCAPED[text[i]] ?? text[i] ?? "";
      }
    } else if (c === "(" && depth++ > 0) out += c;
    else if (c === ")") {
      depth -= 1;
      if (!depth) return decoded(out);
      out += c;
    } else if (c !== "(") out += c;
  }
  return undefined;
}

function decoded(bytes) {
  if (!bytes.startsWith("\xfe\xff")) return bytes.replace(/^\xef\xbb\xbf/, "");
  let out = "";
  for (let i = 2; i + 1 < bytes.length; i += 2) out += String.fromCharCode((bytes.charCodeAt(i) << 8) | bytes.charCodeAt(i + 1));
  return out;
}
