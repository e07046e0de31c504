// Shows an answer: how long it took, its errors and refusals in words, its JSON. Everything goes in as text, never as HTML.

export class Answer {
  constructor(status, errors, body) {
    Object.assign(this, { status, errors, body });
  }

  waiting() {
    this.status.textContent = "Asking …";
  }

  show(response, text, milliseconds) {
    const size = new TextEncoder().encode(text).length.toLocaleString("en");
    this.status.textContent = `HTTP ${response.status} in ${milliseconds.toFixed(0)} ms, ${size} bytes`;
    const parsed = parse(text);
    this.body.textContent = parsed === undefined ? text : JSON.stringify(parsed, null, 2);
    const errors = Array.isArray(parsed?.errors) ? parsed.errors : [];
    this.errors.replaceChildren(...[...errors, ...refusals(parsed?.data)].map(item));
  }

  failed(error) {
    this.status.textContent = "No answer.";
    this.body.textContent = "";
    this.errors.replaceChildren(item({ message: error.message }));
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Returns the commands that the exchange refused: they are part of the data, not errors of the request.
function refusals(data) {
  const refused = Object.values(data ?? {}).filter((each) => each?.__typename === "CommandError");
  return refused.map(({ code, message }) => ({ message, extensions: { code } }));
}

function item(error) {
  const made = document.createElement("li");
  const code = error?.extensions?.code;
  if (code) {
    const shown = document.createElement("code");
    shown.textContent = code;
    made.append(shown, " ");
  }
  const where = error?.locations?.[0];
  made.append(String(error?.message ?? error), where ? ` (line ${where.line}, column ${where.column})` : "");
  return made;
}
