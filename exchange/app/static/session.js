// Who is signed in in this browser. The session's cookie is out of scripts' reach; they know the token to send beside it.

export class WebSession {
  constructor(root, changed) {
    Object.assign(this, { root, changed, signedIn: false, name: null, csrf: null });
    for (const button of root.querySelectorAll("button.sign-out")) {
      button.addEventListener("click", () => this.end());
    }
  }

  async load() {
    const response = await fetch("/session", { credentials: "same-origin" });
    const found = response.ok ? await response.json() : { signedIn: false };
    Object.assign(this, { signedIn: found.signedIn, name: found.name ?? null, csrf: found.csrfToken ?? null });
    this.show();
  }

  async end() {
    const headers = { "X-CSRF-Token": this.csrf };
    await fetch("/session/end", { method: "POST", headers, credentials: "same-origin" });
    await this.load();
  }

  show() {
    this.root.querySelector("#session-name").textContent = this.signedIn ? `Signed in as ${this.name}` : "";
    for (const link of this.root.querySelectorAll("a.sign-in")) link.hidden = this.signedIn;
    for (const button of this.root.querySelectorAll("button.sign-out")) button.hidden = !this.signedIn;
    this.changed();
  }
}
