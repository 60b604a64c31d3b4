// Keys of the desk. Letters act only while no field has focus; nothing here decides anything.
(() => {
  const rows = () => [...document.querySelectorAll("tr[data-row]")];
  const link = (row) => row && row.querySelector(".who a");
  const typing = (e) => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.ctrlKey || e.metaKey || e.altKey;

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((r) => r.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    link(next).focus();
  }

  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && e.target.tagName === "INPUT") { e.target.blur(); return; }
    if (typing(e)) return;
    if (e.key === "ArrowDown") { e.preventDefault(); move(1); }
    else if (e.key === "ArrowUp") { e.preventDefault(); move(-1); }
    else if (e.key === "/") { const find = document.getElementById("find"); if (find) { e.preventDefault(); find.focus(); } }
    else if (e.key === "Escape") { const home = document.querySelector(".bar a"); if (home) home.click(); }
    else if (e.key.toLowerCase() === "l") {
      const here = document.querySelector(".four .reason a");
      const row = document.activeElement.closest && document.activeElement.closest("tr[data-row]");
      const target = here || link(row) || link(rows()[0]);
      if (target) { e.preventDefault(); target.click(); }
    }
  });
})();
