// As whom the page asks: a program with a token fetched for it or pasted in, a person with the session's cookie, the
// public with neither.

import { advice } from "./person.js";

const EARLY_SECONDS = 20;

export class Caller {
  constructor({ select, field, row, copy, panel, state, people, session }) {
    Object.assign(this, { select, field, row, panel, state, people, session });
    this.kept = new Map();
    copy?.addEventListener("click", () => this.copied(copy));
  }

  get key() {
    return this.select?.value ?? "";
  }

  get person() {
    return this.people.get(this.key);
  }

  async copied(button) {
    try {
      await navigator.clipboard.writeText(this.field.value);
      button.textContent = "Copied";
    } catch {
      this.field.select();
      button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  }

  // Shows what belongs to the caller that is chosen.
  show() {
    if (!this.select) return;
    this.row.hidden = this.key === "public" || Boolean(this.person);
    this.panel.hidden = !this.person;
    if (this.person) this.state.textContent = advice(this.person, this.session) || `Signed in as ${this.person.name}`;
  }

  // Chooses the person who is signed in; tells whether there is one to choose.
  follow() {
    const signedIn = [...this.people.values()].find((each) => this.session.signedIn && each.name === this.session.name);
    if (!signedIn || signedIn.key === this.key) return false;
    this.select.value = signedIn.key;
    return true;
  }

  // Returns the headers to ask with, and whether the cookie goes along.
  async credentials() {
    this.show();
    const token = await this.token();
    if (token) return { headers: { Authorization: `Bearer ${token}` }, credentials: "omit" };
    const inPerson = this.select ? Boolean(this.person) : this.session.signedIn;
    if (!inPerson) return { headers: {}, credentials: "omit" };
    const missing = this.person ? advice(this.person, this.session) : "";
    if (missing) throw new Error(missing);
    return { headers: { "X-CSRF-Token": this.session.csrf }, credentials: "same-origin" };
  }

  // Returns the program's access token; an empty one for the public and for people.
  async token() {
    if (!this.select) return this.field.value.trim();
    const key = this.key;
    if (key === "public" || this.person) return "";
    const known = this.kept.get(key);
    const found = known && known.until > Date.now() ? known : await fetched(key);
    this.kept.set(key, found);
    if (this.key === key) this.field.value = found.token;
    return found.token;
  }
}

async function fetched(key) {
  const response = await fetch(`/demo/token?caller=${encodeURIComponent(key)}`, { method: "POST" });
  const body = await response.json();
  if (!response.ok) throw new Error(`${body.code}: ${body.message}`);
  return { token: body.access_token, until: Date.now() + (body.expires_in - EARLY_SECONDS) * 1000 };
}
