// Writes NOTICE: what the bundles hold of other projects, with their licences. `--check` only says whether it is out of
// date. The list comes from the bundler itself, so that nothing that is shipped can be forgotten.
import fs from "node:fs";
import path from "node:path";
import {build} from "esbuild";
import {bundleOptions, bundles} from "./build.mjs";
import {root} from "./install.mjs";

/** Packages whose data, not code, ends up in what we ship, and where that comes from in turn. */
const SCHEMA_PACKAGES = ["@kubernetes-models/flux-cd", "@kubernetes-models/gateway-api", "kubernetes-models"];
/** ajv writes pieces of itself and of these into the validators. */
const VALIDATOR_PACKAGES = ["ajv", "ajv-formats"];

const text = notice([...(await bundledPackages()), ...VALIDATOR_PACKAGES]);
const file = path.join(root, "NOTICE");
const isCurrent = fs.existsSync(file) && fs.readFileSync(file, "utf8") === text;
if (process.argv.includes("--check")) {
  if (!isCurrent) console.error("out of date: NOTICE (npm run notice)");
  process.exitCode = isCurrent ? 0 : 1;
} else if (!isCurrent) {
  fs.writeFileSync(file, text);
  console.log("wrote: NOTICE");
}

async function bundledPackages() {
  const builds = bundles.map((bundle) => build({...bundleOptions(bundle), write: false, metafile: true}));
  const outputs = (await Promise.all(builds)).flatMap(({metafile}) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap((output) => Object.keys(output.inputs));
  return inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
}

function notice(packages) {
  const byLicence = new Map();
  for (const name of [...new Set(packages)].sort()) {
    const licence = licenceText(name);
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), name]);
  }
  return [
    "Flux Workbench",
    "Copyright (c) 2026 The Flux Workbench authors (MIT, see LICENSE)",
    "",
    "The packaged extension holds schemas that the build derives from other projects, and code of the libraries below.",
    "This file is written by `npm run notice`.",
    "",
    `Schemas: ${SCHEMA_PACKAGES.join(", ")} (MIT, ${copyright(SCHEMA_PACKAGES[0])}).`,
    "The descriptions in them are those of the projects they model, all under the Apache License 2.0",
    "(https://www.apache.org/licenses/LICENSE-2.0):",
    "  Flux, Copyright The Flux authors, https://fluxcd.io",
    "  Gateway API, Copyright The Kubernetes Authors, https://gateway-api.sigs.k8s.io",
    "  Kubernetes, Copyright The Kubernetes Authors, https://kubernetes.io",
    "",
    ...[...byLicence].flatMap(([licence, names]) => ["-".repeat(80), names.join(", "), "", licence, ""]),
  ].join("\n");
}

function licenceText(name) {
  const file = licenceFile(name);
  if (file) return fs.readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim();
  return `${manifest(name).license}; the package carries no licence text.`;
}

function copyright(name) {
  return /Copyright[^\n]*/i.exec(licenceText(name))?.[0] ?? "no copyright line in the package";
}

function licenceFile(name) {
  const folder = path.join(root, "node_modules", name);
  const found = fs.readdirSync(folder).find((entry) => /^(licen[sc]e)(\.|$)/i.test(entry));
  return found && path.join(folder, found);
}

function manifest(name) {
  return JSON.parse(fs.readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8"));
}
