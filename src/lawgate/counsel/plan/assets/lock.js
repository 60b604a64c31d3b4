// The lock of a saved plan: AES-256-GCM under a key that PBKDF2-HMAC-SHA-256 makes from six generated words in 600,000 rounds
// (OWASP Password Storage Cheat Sheet). The header names both, so that a better derivation can follow; it is bound in as
// associated data. The text is padded, so that the size of a file tells nothing.
const ROUNDS = 600000;
const MOST_ROUNDS = 10000000;
const PAD = 4096;
const CONSONANTS = "bdfgklmnprstvz";
const VOWELS = "aeiou";
const UGLY = new Set("kaka kaki pipi popo puta puto pene teta nazi mula mulo muda moro moto tonta tonto loko loka fuki kuku".split(" "));

export const possible = () => Boolean(globalThis.crypto?.subtle);
export class Wrong extends Error {}
export class NoPlan extends Error {}
export class Newer extends Error {}

function below(n) {
  const most = Math.floor(256 / n) * n;
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < most) return byte % n;
  }
}

// Six words of four letters that can be said in any language: 4,830 each but for a few ugly ones, so more than 73 bits.
export function words() {
  const out = [];
  while (out.length < 6) {
    const half = () => CONSONANTS[below(14)] + VOWELS[below(5)];
    const [first, second] = [half(), half()];
    if (first !== second && !UGLY.has(first + second) && !out.includes(first + second)) out.push(first + second);
  }
  return out.join(" ");
}

const tidy = (typed) => typed.normalize("NFKC").toLowerCase().replace(/[^a-z]+/g, " ").trim();
const b64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join(""));
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const bound = (head) => new TextEncoder().encode(JSON.stringify([head.notes, head.kdf, head.cipher, head.until]));

async function derive(typed, salt, rounds) {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(tidy(typed)), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// A key for one sitting. Only it is held in memory, and it cannot be read out.
export async function key(typed) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, rounds: ROUNDS, secret: await derive(typed, salt, ROUNDS) };
}

export async function close(notes, { salt, rounds, secret }, until) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const head = {
    notes: 1,
    kdf: { name: "PBKDF2-HMAC-SHA-256", rounds, salt: b64(salt) },
    cipher: { name: "AES-256-GCM", iv: b64(iv) },
    until,
  };
  const said = new TextEncoder().encode(JSON.stringify(notes));
  const padded = new Uint8Array(Math.ceil((said.length + 1) / PAD) * PAD).fill(32);
  padded.set(said);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(head) }, secret, padded);
  return JSON.stringify({ ...head, sealed: b64(sealed) });
}

export async function open(file, typed) {
  const head = read(file);
  const secret = await derive(typed, bytes(head.kdf.salt), head.kdf.rounds);
  const how = { name: "AES-GCM", iv: bytes(head.cipher.iv), additionalData: bound(head) };
  let said;
  try {
    said = await crypto.subtle.decrypt(how, secret, bytes(head.sealed));
  } catch {
    throw new Wrong();
  }
  return { notes: JSON.parse(new TextDecoder().decode(said)), key: { salt: bytes(head.kdf.salt), rounds: head.kdf.rounds, secret } };
}

export function read(file) {
  let head;
  try {
    head = JSON.parse(file);
    if (typeof head.notes === "number" && head.notes > 1) throw new Newer();
    const { rounds, salt, name } = head.kdf;
    const known = head.notes === 1 && name === "PBKDF2-HMAC-SHA-256" && head.cipher.name === "AES-256-GCM";
    const sound = Number.isInteger(rounds) && rounds >= ROUNDS && rounds <= MOST_ROUNDS && typeof head.until === "string";
    if (!known || !sound || bytes(salt).length !== 16 || bytes(head.cipher.iv).length !== 12) throw new NoPlan();
    if (bytes(head.sealed).length < PAD) throw new NoPlan();
  } catch (e) {
    throw e instanceof Newer ? e : new NoPlan();
  }
  return head;
}
