// Elements made in code: no markup is ever read from text, so nothing that is typed can become a part of the page.
const SET = new Set(["value", "checked", "hidden", "disabled", "htmlFor", "className"]);

export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (SET.has(name)) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return made;
}

let last = 0;
export const id = () => `x${++last}`;
