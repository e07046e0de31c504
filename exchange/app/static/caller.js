// As whom the page asks: in a demonstration a caller with a token fetched for it, else with the token pasted in.

const EARLY_SECONDS = 20;

export class Caller {
  constructor(select, field, row, copy) {
    Object.assign(this, { select, field, row });
    this.kept = new Map();
    copy?.addEventListener("click", () => this.copied(copy));
  }

  get key() {
    return this.select?.value ?? "";
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

  // Returns the access token to ask with; an empty one for the public.
  async token() {
    if (!this.select) return this.field.value.trim();
    const key = this.key;
    this.row.hidden = key === "public";
    if (key === "public") return "";
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
