// Sealed for an office: a fresh key of the curve P-256 agrees with the office's public one (ECDH), HKDF-SHA-256 makes an AES-256-GCM
// key of it. The text is padded to one length first, so that its size tells nothing.
const SIZE = 2048;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = new TextEncoder().encode("lawgate call-back 1");
export const b64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join(""));
export const unb64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function shared(mine, theirs, salt) {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
  const base = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: INFO }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export const pair = () => crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
export const exported = (key) => crypto.subtle.exportKey("jwk", key);

export async function seal(said, office) {
  const theirs = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x: office.x, y: office.y }, CURVE, false, []);
  const once = await pair();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(said));
  if (text.length > SIZE) throw new RangeError("too long");
  const padded = new Uint8Array(SIZE).fill(32);
  padded.set(text);
  const { x, y } = await exported(once.publicKey);
  const secret = await shared(once.privateKey, theirs, iv);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, secret, padded);
  return btoa(JSON.stringify({ v: 1, x, y, iv: b64(iv), sealed: b64(sealed) }));
}

export async function unseal(text, privateJwk) {
  const { x, y, iv, sealed } = JSON.parse(atob(text));
  const mine = await crypto.subtle.importKey("jwk", privateJwk, CURVE, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, CURVE, false, []);
  const secret = await shared(mine, theirs, unb64(iv));
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: unb64(iv) }, secret, unb64(sealed));
  return JSON.parse(new TextDecoder().decode(plain));
}
