// The asker's words are sealed here; the form that is sent holds nothing else.
import { seal } from "./sealing.js";

const form = document.getElementById("ask");
const FORBIDDEN = /\bA[-\s#]?\d{2,3}[-\s]?\d{3}[-\s]?\d{3}\b|\b\d{3}-\d{2}-\d{4}\b/i;

form?.addEventListener("submit", async (e) => {
  e.preventDefault();
  const said = Object.fromEntries(["who", "phone", "tongue", "when", "about"].map((k) => [k, document.getElementById(k).value.trim()]));
  const told = document.getElementById("told");
  if (Object.values(said).some((v) => FORBIDDEN.test(v))) {
    told.textContent = "Leave out the A-number and Social Security number. / No ponga el número A ni el Seguro Social.";
    return;
  }
  try {
    document.getElementById("sealed").value = await seal(said, JSON.parse(form.dataset.key));
    form.submit();
  } catch {
    told.textContent = "This browser cannot seal it. Please telephone. / Este navegador no puede sellarlo. Llame por teléfono.";
  }
});
