import {OCI_REPOSITORY} from "../../resources/flux-kinds.ts";
import type {TextEdit} from "../../text/edit.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {replaceScalar, scalarText} from "../../yaml/edit/scalar.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/** An address, and the tag or digest behind its path. A colon before the first slash is a port. */
const WITH_VERSION = /^(oci:\/\/[^/]+\/[^:@]+)(?:@(sha256:[0-9a-f]+)|:([^:@]+))$/;

export default defineRule({
  id: "flux/oci-url-with-tag",
  summary: "An OCIRepository with the tag in its `url`.",
  severity: "error",
  judgesWhole: true,
  types: [OCI_REPOSITORY],
  // The version that seems to be missing is the one in the address.
  supersedes: ["flux/oci-repository-without-ref"],

  *check(context) {
    const spec = context.root.get("spec");
    const url = spec.get("url");
    const [, address, digest, tag] = WITH_VERSION.exec(url.string ?? "") ?? [];
    const version = digest ?? tag;
    if (address === undefined || version === undefined) return;
    const field = digest ? "digest" : "tag";
    const ref = `ref:\n  ${field}: ${scalarText(version)}`;
    const canMove = certaintyOf(context, spec).lacks("ref");
    yield {
      at: url.mark,
      covers: [url.markOfKey],
      message:
        `The \`url\` of an OCIRepository names the repository only, and Flux refuses one with a ${field}; ` +
        `\`${version}\` belongs into \`ref.${field}\`.`,
      fixes: [
        canMove
          ? {
              title: `Move it to \`ref.${field}\``,
              safe: true,
              edits: both(replaceScalar(url, address), addEntries(context.resource.document.file, spec, ref, "url")),
            }
          : {title: `Remove the ${field}`, edits: replaceScalar(url, address)},
      ],
    };
  },
});

function both(first: TextEdit[] | undefined, second: TextEdit[] | undefined): TextEdit[] | undefined {
  return first && second && [...first, ...second];
}
