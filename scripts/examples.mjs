// Examples in pages for people come from the fixtures, so that they are what the program does.

const REGION = /(<!-- (example|before and after) (\S+): (.+?) -->\n)[\s\S]*?(<!-- end -->)/g;

/**
 * A page with its examples as the fixtures have them. `<!-- example FILE: CASE -->` stands for the call of a case and
 * what it prints, `<!-- before and after FILE: CASE -->` for the YAML that its diff shows; both end at `<!-- end -->`.
 */
export function withExamples(markdown, read) {
  return markdown.replace(REGION, (_, start, sort, file, title, end) => {
    const output = outputOf(read(file), title);
    if (output === undefined) throw new Error(`${file} has no case "${title}" with a call`);
    return `${start}\n${sort === "example" ? output : beforeAndAfter(output, title)}\n\n${end}`;
  });
}

/** The call of a case and what it prints; undefined where there is no such case. */
function outputOf(fixture, title) {
  const section = fixture.split(/^(?=## )/m).find((one) => one.startsWith(`## ${title}\n`));
  const at = section?.indexOf("\n```sh\n") ?? -1;
  return at < 0 ? undefined : section.slice(at).trim();
}

/** Two blocks of YAML: the first change of a diff without what it adds, and without what it takes away. */
function beforeAndAfter(output, title) {
  const hunk = /^@@ .*\n((?:[ +-].*\n)+)/m.exec(output)?.[1];
  if (hunk === undefined) throw new Error(`the case "${title}" prints no diff`);
  const lines = hunk.split("\n").filter((line) => line !== "");
  const isChange = (line) => !line.startsWith(" ");
  const changed = lines.slice(lines.findIndex(isChange), lines.findLastIndex(isChange) + 1);
  const margin = Math.min(...changed.map((line) => line.slice(1).search(/\S|$/)));
  const side = (left) =>
    changed
      .filter((line) => !line.startsWith(left))
      .map((line) => line.slice(1 + margin))
      .join("\n");
  return `\`\`\`yaml\n${side("+")}\n\`\`\`\n\nbecomes\n\n\`\`\`yaml\n${side("-")}\n\`\`\``;
}
