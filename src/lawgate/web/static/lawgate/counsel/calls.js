// The office's key is made and used here alone: its private half leaves this browser only as a file that six words open.
import * as lock from "/plan/lock.js";
import { exported, pair, unseal } from "./sealing.js";

const at = (id) => document.getElementById(id);
const tell = (text) => { at("told").textContent = text; };

at("new").addEventListener("click", async () => {
  const made = await pair();
  const six = lock.words();
  const file = await lock.close({ key: await exported(made.privateKey) }, await lock.key(six), "9999-12-31");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file], { type: "application/octet-stream" }));
  link.download = "office-key.json";
  link.click();
  const { kty, crv, x, y } = await exported(made.publicKey);
  at("key").value = JSON.stringify({ kty, crv, x, y });
  at("words").textContent = six;
  at("use").disabled = false;
});

at("open")?.addEventListener("click", async () => {
  const [file] = at("file").files;
  if (!file) return tell("Choose the key file first.");
  tell("Opening …");
  let key;
  try {
    key = (await lock.open(await file.text(), at("six").value)).notes.key;
  } catch (e) {
    return tell(e instanceof lock.Wrong ? "These words do not open this file. Look at each word and try again." : "This is no key file, or it was damaged.");
  }
  let opened = 0;
  for (const call of document.querySelectorAll(".call")) {
    try {
      show(call, await unseal(call.dataset.sealed, key));
      opened += 1;
    } catch {
      call.querySelector(".shut").textContent = "Sealed for another key, or damaged.";
    }
  }
  tell(`${opened} opened.`);
});

const WORDS = { who: "Who", phone: "Phone", tongue: "Language", when: "When", about: "About" };
function show(call, said) {
  const list = call.querySelector("dl");
  list.replaceChildren(...Object.entries(WORDS).flatMap(([k, word]) => [
    Object.assign(document.createElement("dt"), { textContent: word }),
    Object.assign(document.createElement("dd"), { textContent: String(said[k] ?? "") })]));
  list.hidden = false;
  call.querySelector(".shut").hidden = true;
}
