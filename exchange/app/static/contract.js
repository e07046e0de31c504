// Reads the schema's text into types with their members. It relies on the form in which the exchange prints it: one
// member or argument a line, descriptions between three quotation marks.

const HEAD = /^(type|interface|input|enum|scalar|union) (\w+)(?: implements [^{]+)?/;
const MEMBER = /^ {2}(\w+)(\()?(?:: ?(.*))?$/;
const ARGUMENT = /^ {4}(\w+): (.*)$/;
const END = /^ {2}\): (.*)$/;
const SCOPE = /\s*Needs the scope `([^`]+)`\./;

export function types(text) {
  const found = [];
  let described = "";
  let member = null;
  for (const line of merged(text)) {
    const quoted = /^\s*"""(.*)"""$/s.exec(line);
    if (quoted) {
      described = quoted[1].trim();
      continue;
    }
    const head = HEAD.exec(line);
    const inner = MEMBER.exec(line);
    const argument = ARGUMENT.exec(line);
    const end = END.exec(line);
    if (head) {
      found.push({ kind: head[1], name: head[2], description: described, members: [] });
    } else if (end && member) {
      member.type = end[1];
    } else if (argument && member) {
      member.args.push(`${argument[1]}: ${argument[2]}`);
    } else if (inner && found.length) {
      member = { name: inner[1], args: [], type: inner[3] ?? "", ...scoped(described) };
      found.at(-1).members.push(member);
    } else {
      continue;
    }
    described = "";
  }
  return found;
}

// Joins the lines of a description that goes over several.
function* merged(text) {
  let open = null;
  for (const line of text.split("\n")) {
    const marks = line.split('"""').length - 1;
    if (open === null && marks !== 1) {
      yield line;
    } else if (open === null) {
      open = line;
    } else if (marks === 1) {
      yield `${open} ${line.trim()}`;
      open = null;
    } else {
      open += ` ${line.trim()}`;
    }
  }
}

function scoped(description) {
  const scope = SCOPE.exec(description);
  return { description: description.replace(SCOPE, ""), scope: scope?.[1] ?? null };
}
