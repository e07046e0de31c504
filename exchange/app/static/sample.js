// The sample queries, read from the page itself: it shows them without scripts too.

export function samples(list) {
  return [...list.querySelectorAll(".sample")].map((element, place) => ({
    place,
    element,
    caller: element.dataset.caller,
    title: element.querySelector(".title").textContent,
    query: element.querySelector(".query").textContent,
    variables: element.querySelector(".variables")?.textContent ?? "",
  }));
}

export function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

export function offerTrial(sample, label, tried) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => tried(sample));
  sample.element.append(button);
}
