// A desk that nobody has touched for as long as the server lets it goes to its lock, so that no page stays open before whoever comes by.
"use strict";
(() => {
  const { lock, after } = document.currentScript.dataset;
  let touched = Date.now();
  for (const kind of ["keydown", "pointerdown", "wheel"]) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  }
  const look = () => {
    if (Date.now() - touched < Number(after) * 1000) return;
    const field = new URLSearchParams({ next: location.pathname + location.search });
    location.replace(lock + "?" + field);
  };
  setInterval(look, 5000);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
})();
