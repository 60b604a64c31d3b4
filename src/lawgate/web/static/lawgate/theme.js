// Light or dark, as chosen at this desk. Runs before the page is drawn, so that nothing flashes.
(() => {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
})();
