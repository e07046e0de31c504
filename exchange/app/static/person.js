// The people of a demonstration, read from the page, and what to do to ask as one of them.

export function people(root) {
  const rows = [...root.querySelectorAll("#people tr[data-caller]")];
  return new Map(rows.map((row) => [row.dataset.caller, person(row)]));
}

function person(row) {
  const [login, password] = [...row.querySelectorAll("td")].map((cell) => cell.textContent);
  return { key: row.dataset.caller, name: row.dataset.name, login, password };
}

// Returns what is to be done before the exchange answers as this person; nothing when it is the one who is signed in.
export function advice(person, session) {
  if (!session.signedIn) return `Sign in as ${person.login} with the password ${person.password}`;
  if (session.name === person.name) return "";
  return `${session.name} is signed in: sign out, then sign in as ${person.login} with the password ${person.password}`;
}
