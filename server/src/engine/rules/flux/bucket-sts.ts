import {BUCKET} from "../../resources/flux-kinds.ts";
import type {TextEdit} from "../../text/edit.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/** The kind of token service that a Bucket's provider works with. */
const SERVICES: ReadonlyMap<unknown, string> = new Map([
  ["aws", "aws"],
  ["generic", "ldap"],
]);

/** What the AWS service has no use for: the credentials come from the pod. */
const SECRETS = ["secretRef", "certSecretRef"];

export default defineRule({
  id: "flux/bucket-sts",
  summary: "A Bucket with a token service (`sts`) that its provider does not work with.",
  severity: "error",
  judgesWhole: true,
  types: [BUCKET],

  *check(context) {
    const {file} = context.resource.document;
    const spec = context.root.get("spec");
    const sts = spec.get("sts");
    if (!sts.isMap) return;
    const sure = certaintyOf(context, spec);
    const provider = sure.value("provider", "generic");
    const service = sure.value("sts.provider");
    const wanted = SERVICES.get(provider);
    if (provider !== undefined && wanted === undefined) {
      yield {
        at: sts.markOfKey,
        message: `\`sts\` works with the providers \`aws\` and \`generic\`; the API server rejects it with \`${provider}\`.`,
        fixes: [{title: "Remove `sts`", edits: removeField(file, sts)}],
      };
    } else if (wanted !== undefined && service !== undefined && service !== wanted) {
      yield {
        at: sts.get("provider").mark,
        message:
          `With provider \`${provider}\`${spec.get("provider").exists ? "" : " (the default)"} the token service must be ` +
          `\`${wanted}\`; the API server rejects \`${service}\`.`,
        fixes: [
          service === "aws"
            ? {title: "Set `provider: aws` for the Bucket", edits: withProvider(file, spec, "aws")}
            : undefined,
          {title: `Use the token service \`${wanted}\``, edits: replaceScalar(sts.get("provider"), wanted)},
        ],
      };
    }
    for (const secret of SECRETS.map((name) => sts.get(name))) {
      if (service !== "aws" || !secret.exists) continue;
      yield {
        at: secret.markOfKey,
        message: `The token service \`aws\` takes no \`${secret.key}\`; the API server rejects it.`,
        fixes: [{title: `Remove \`${secret.key}\``, edits: removeField(file, secret)}],
      };
    }
  },
});

function withProvider(file: YamlFile, spec: Field, name: string): TextEdit[] | undefined {
  const provider = spec.get("provider");
  return provider.exists ? replaceScalar(provider, name) : addEntries(file, spec, `provider: ${name}`, "endpoint");
}
