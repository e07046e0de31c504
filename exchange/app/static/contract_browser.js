// Shows the schema's types, folded; a search unfolds the types that have a member of that name.

import { types } from "./contract.js";

export class ContractBrowser {
  constructor(details, find, found, list) {
    Object.assign(this, { details, find, found, list, shown: [] });
    details.hidden = false;
    details.addEventListener("toggle", () => details.open && this.load(), { once: true });
    find.addEventListener("input", () => this.search());
  }

  async load() {
    this.found.textContent = "Reading the schema …";
    try {
      const response = await fetch("/schema.graphql");
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      this.shown = types(await response.text()).map(shown);
    } catch (error) {
      this.found.textContent = `The schema can't be read: ${error.message}`;
      return;
    }
    this.list.replaceChildren(...this.shown.map((type) => type.element));
    this.search();
  }

  search() {
    const wanted = this.find.value.trim().toLowerCase();
    let count = 0;
    for (const { element, name, rows } of this.shown) {
      const whole = !wanted || name.includes(wanted);
      const hits = rows.filter((row) => whole || row.name.includes(wanted));
      for (const row of rows) row.parts.forEach((part) => (part.hidden = !hits.includes(row)));
      element.hidden = !whole && !hits.length;
      element.open = Boolean(wanted) && !element.hidden;
      count += element.hidden ? 0 : 1;
    }
    const outcome = wanted ? `${count} types hold “${this.find.value.trim()}”.` : `${count} types.`;
    this.found.textContent = outcome;
  }
}

function shown(type) {
  const element = made("details");
  const summary = made("summary");
  summary.append(made("code", type.name), " ", made("span", type.kind, "what"));
  element.append(summary, made("p", type.description));
  const rows = type.members.map(row);
  const list = made("dl");
  list.append(...rows.flatMap((each) => each.parts));
  if (rows.length) element.append(list);
  return { element, name: type.name.toLowerCase(), rows };
}

function row(member) {
  const args = member.args.length ? `(${member.args.map((each) => each.replace(" = null", "")).join(", ")})` : "";
  const term = made("dt");
  term.append(made("code", `${member.name}${args}${member.type ? `: ${member.type}` : ""}`));
  if (member.scope) term.append(" ", made("span", `scope ${member.scope}`, "scope"));
  return { name: member.name.toLowerCase(), parts: [term, made("dd", member.description)] };
}

function made(tag, text = "", name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}
