// What every page does beside being read: leave at once, say when it is old, keep a copy for use with no signal. It sends nothing.
const html = document.documentElement;
const MONTH = 30 * 24 * 3600 * 1000;

function leave() {
  const away = document.querySelector(".leave");
  document.body.hidden = true;
  location.replace(away.href);
}

let shifts = 0;
document.addEventListener("keydown", (e) => {
  shifts = e.key === "Shift" ? shifts + 1 : 0;
  if (shifts === 3) leave();
});
document.querySelector(".leave")?.addEventListener("click", (e) => {
  e.preventDefault();
  leave();
});

// The law moves: a guide of more than a month is marked.
if (Date.now() - Date.parse(html.dataset.day) > MONTH) document.querySelector(".old").hidden = false;

async function keep() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("../sw.js", { scope: "../" });
  const ready = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (e) => {
    html.dataset.kept = e.data;
    document.querySelector(".kept").hidden = e.data !== "yes";
  };
  ready.active.postMessage(html.lang, [port2]);
}
keep().catch(() => { html.dataset.kept = "no"; });
