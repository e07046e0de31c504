// The query explorer: chooses a caller and a sample, sends the document, shows the answer.

import { Answer } from "./answer.js";
import { Caller } from "./caller.js";
import { ContractBrowser } from "./contract_browser.js";
import { offerTrial, option, samples } from "./sample.js";

const at = (id) => document.getElementById(id);
const form = at("ask");
const query = at("query");
const variables = at("variables");
const choice = at("sample");
const caller = new Caller(at("caller"), at("token"), at("token-row"), at("copy"));
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
  fault("");
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
  const token = await caller.token();
  const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const started = performance.now();
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body), credentials: "omit" });
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
