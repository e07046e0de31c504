// The query explorer: chooses a caller and a sample, sends the document, shows the answer.

import { Answer } from "./answer.js";
import { Caller } from "./caller.js";
import { ContractBrowser } from "./contract_browser.js";
import { people } from "./person.js";
import { WebSession } from "./session.js";
import { offerTrial, option, samples } from "./sample.js";

const at = (id) => document.getElementById(id);
const form = at("ask");
const query = at("query");
const variables = at("variables");
const choice = at("sample");
const session = new WebSession(document, () => caller.show());
const caller = new Caller({
  select: at("caller"),
  field: at("token"),
  row: at("token-row"),
  copy: at("copy"),
  panel: at("person"),
  state: at("person-state"),
  people: people(document),
  session,
});
const answer = new Answer(at("status"), at("errors"), at("answer"));
const all = samples(at("sample-list"));

function offer() {
  const mine = caller.select ? all.filter((sample) => sample.caller === caller.key) : all;
  choice.replaceChildren(...mine.map((sample) => option(sample.place, sample.title)));
  if (mine.length) choose(mine[0]);
}

function choose(sample) {
  choice.value = sample.place;
  query.value = sample.query;
  variables.value = sample.variables;
  query.rows = rows(sample.query, 10, 24);
  variables.rows = rows(sample.variables, 3, 14);
  fault("");
}

function rows(text, fewest, most) {
  return Math.min(most, Math.max(fewest, text.split("\n").length + 1));
}

function fault(message) {
  at("variables-fault").textContent = message;
  variables.setAttribute("aria-invalid", String(Boolean(message)));
}

function given() {
  if (!variables.value.trim()) return undefined;
  const value = JSON.parse(variables.value);
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Error("they are no object");
  return value;
}

async function run() {
  let values;
  try {
    values = given();
    fault("");
  } catch (error) {
    fault(`The variables are no JSON object: ${error.message}`);
    variables.focus();
    return;
  }
  at("run").disabled = true;
  answer.waiting();
  try {
    await ask({ query: query.value, variables: values });
  } catch (error) {
    answer.failed(error);
  } finally {
    at("run").disabled = false;
  }
}

async function ask(body) {
  const shown = await caller.credentials();
  const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json", ...shown.headers };
  const { credentials } = shown;
  const started = performance.now();
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body), credentials });
  const text = await response.text();
  answer.show(response, text, performance.now() - started);
}

function tryOut(sample) {
  if (caller.select) {
    caller.select.value = sample.caller;
    offer();
  }
  choose(sample);
  at("explorer").scrollIntoView();
  query.focus({ preventScroll: true });
  run();
}

caller.select?.addEventListener("change", () => {
  offer();
  caller.show();
  caller.token().catch((error) => answer.failed(error));
});
choice.addEventListener("change", () => choose(all[Number(choice.value)]));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !at("run").disabled) {
    event.preventDefault();
    run();
  }
});

new ContractBrowser(at("contract"), at("find"), at("found"), at("types"));
all.forEach((sample) => offerTrial(sample, "Try it in the explorer", tryOut));
form.hidden = false;
offer();
await session.load();
if (caller.follow()) offer();
caller.show();
// A page that the browser kept comes back as it was: meanwhile somebody may have signed in or out.
addEventListener("pageshow", (event) => event.persisted && session.load());
