import {INPUT_PROVIDER} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

/** Types that have nothing to ask. */
const WITHOUT_URL: readonly string[] = ["Static", "ExternalArtifact"];

/** What the address of a type must look like. The first row that fits the type counts. */
const ADDRESSES: readonly {types: RegExp; url: RegExp; scheme: string; words: string}[] = [
  {
    types: /^(?:Git|AzureDevOps|ExternalService$)/,
    url: /^https?:\/\//,
    scheme: "https",
    words: "start with `https://` or `http://`",
  },
  {types: /^AWSCodeCommit/, url: /^https:\/\//, scheme: "https", words: "start with `https://`"},
  {
    types: /ArtifactTag$/,
    url: /^oci:\/\/.*\//,
    scheme: "oci",
    words: "be `oci://`, a registry and the path of a repository in it",
  },
];

export default defineRule({
  id: "flux/input-provider-url",
  summary: "A ResourceSetInputProvider whose `url` does not fit its `type`.",
  severity: "error",
  judgesWhole: true,
  types: [INPUT_PROVIDER],

  *check(context) {
    const spec = context.root.get("spec");
    const sure = certaintyOf(context, spec);
    const type = sure.value("type");
    const url = spec.get("url");
    if (typeof type !== "string") return;
    if (WITHOUT_URL.includes(type)) {
      if (!sure.has("url")) return;
      yield {
        at: url.markOfKey,
        message: `An input provider of the type \`${type}\` asks nobody and has no \`url\`; the API server rejects it.`,
        fixes: [{title: "Remove `url`", edits: removeField(context.resource.document.file, url)}],
      };
    } else if (sure.lacks("url")) {
      yield {
        at: spec.get("type").mark,
        message: `An input provider of the type \`${type}\` needs a \`url\` to ask; the API server rejects it without.`,
      };
    }
    const address = sure.value("url");
    const row = ADDRESSES.find(({types}) => types.test(type));
    if (typeof address !== "string") return;
    if (row && !row.url.test(address)) {
      yield {
        at: url.mark,
        message: `The \`url\` of an input provider of the type \`${type}\` must ${row.words}; the API server rejects \`${address}\`.`,
        fixes: [withScheme(url, address, row.scheme, row.url)],
      };
    } else if (type === "ExternalService" && /^http:/.test(address) && sure.value("insecure", false) === false) {
      yield {
        at: url.mark,
        message: "The API server takes `http://` only with `insecure: true`; use `https://` where the service can.",
        fixes: [withScheme(url, address, "https")],
      };
    }
  },
});

/** Another scheme is only a fix when the rest of the address fits. */
function withScheme(url: Field, address: string, scheme: string, wanted?: RegExp): ProposedFix | undefined {
  const changed = address.replace(/^[a-z]+:/, `${scheme}:`);
  if (changed === address || wanted?.test(changed) === false) return undefined;
  return {title: `Use \`${scheme}://\``, edits: replaceScalar(url, changed)};
}
