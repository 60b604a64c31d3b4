// The locked copy on this device: nothing is kept unless the person chose it, and never anything but the locked text.
const PLACE = "notes";

function storage(act) {
  try {
    return act(localStorage);
  } catch {
    return null; // storage is switched off, or full
  }
}

export const kept = () => storage((s) => s.getItem(PLACE));
export const keep = (text) => storage((s) => (s.setItem(PLACE, text), s.getItem(PLACE) === text)) === true;
export const forget = () => storage((s) => (s.removeItem(PLACE), true)) === true;

export async function ask() {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // the browser decides; the page says what an iPhone does
  }
}

export function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
