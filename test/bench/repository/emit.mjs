/** Texts that YAML reads as nothing but themselves without quotes. */
const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)(?:[a-z_./][\w./:@*+-]*(?<!:)|\d+(?:[hms]|[KMG]i))$/i;

/** A YAML document; quicker than a library, for plain data that we made ourselves. */
export function document(value) {
  return `---\n${modeline(value)}${block(value, "")}`;
}

/** The comment that names a schema; most files of real repositories start with one. */
function modeline({apiVersion, kind}) {
  if (!apiVersion?.includes("/")) return "";
  const [group, version] = apiVersion.split("/");
  const address = `https://schemas.example.com/${group}/${kind.toLowerCase()}_${version}.json`;
  return `# yaml-language-server: $schema=${address}\n`;
}

function block(value, indent) {
  if (Array.isArray(value)) return value.map((item) => listItem(item, indent)).join("");
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${indent}${scalar(key)}:${after(item, indent)}`)
    .join("");
}

function after(item, indent) {
  if (isEmpty(item)) return Array.isArray(item) ? " []\n" : " {}\n";
  if (typeof item === "object") return `\n${block(item, `${indent}  `)}`;
  return ` ${inline(item, indent)}`;
}

function listItem(item, indent) {
  if (typeof item !== "object" || isEmpty(item)) return `${indent}-${after(item, indent)}`;
  return `${indent}- ${block(item, `${indent}  `).slice(indent.length + 2)}`;
}

function inline(value, indent) {
  if (typeof value !== "string" || !value.includes("\n")) return `${scalar(value)}\n`;
  const lines = value.replace(/\n$/, "").split("\n");
  return `|${value.endsWith("\n") ? "" : "-"}\n${lines.map((line) => `${line && `${indent}  ${line}`}\n`).join("")}`;
}

const scalar = (value) => (typeof value === "string" && !plain.test(value) ? JSON.stringify(value) : String(value));
const isEmpty = (value) => typeof value === "object" && Object.keys(value).length === 0;
