// Leaving at once: the link, or Shift three times (Esc fails in some browsers). The page is emptied and its place taken, so that "back"
// does not return here. The browser's history stays.
const link = document.getElementById("leave");

function leave(e) {
  e?.preventDefault();
  document.body.hidden = true;
  location.replace(link.href);
}

let shifts = [];
link.addEventListener("click", leave);
document.addEventListener("keydown", (e) => {
  if (e.repeat) return;
  shifts = e.key === "Shift" ? [...shifts.filter((t) => e.timeStamp - t < 2000), e.timeStamp] : [];
  if (shifts.length >= 3) leave();
});
