// A conflict check against the office's own list. The file is read in this browser; nothing of it is sent anywhere.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\s]/gu, " ").split(/\s+/).filter(Boolean);

function rows(text) {
  return text.split(/\r?\n/).map((line) => {
    const cells = line.match(/("([^"]|"")*"|[^,;\t]*)(?=[,;\t]|$)/g) ?? [];
    const [name = "", born = ""] = cells.map((c) => c.replace(/^"|"$/g, "").replace(/""/g, '"').trim()).filter(Boolean);
    return { name, born };
  }).filter((r) => r.name);
}

function matches(asked, row) {
  const parts = plain(row.name);
  const year = /\d{4}/.exec(row.born)?.[0] ?? "";
  if (asked.name) {
    const wanted = plain(asked.name);
    const same = parts.filter((p) => wanted.includes(p)).length;
    return same >= 2 && (!row.born || !asked.born || row.born === asked.born || year === asked.born.slice(0, 4));
  }
  const [first, last] = asked.initials.toLowerCase().replace(/[^\p{L}\s]/gu, "").split(/\s+/);
  const initials = parts.map((p) => p[0]);
  return initials.includes(first) && initials.includes(last) && (!year || year === asked.year);
}

const section = document.getElementById("conflicts");
document.getElementById("list").addEventListener("change", async (e) => {
  const [file] = e.target.files;
  if (!file) return;
  const all = rows(await file.text());
  const found = all.filter((r) => matches(section.dataset, r));
  document.getElementById("hits").textContent = found.length
    ? `${found.length} of ${all.length} may be this person. Look at each before you accept.`
    : `None of ${all.length} on your list may be this person.`;
  document.getElementById("names").replaceChildren(...found.map((r) => Object.assign(document.createElement("li"), { textContent: `${r.name} ${r.born}` })));
});
