import {GIT_REPOSITORY} from "../../resources/flux-kinds.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

/** `user@host:path`, the short form of git on the command line. */
const SCP = /^([\w.-]+@[\w.-]+):\/?(?!\/)(\S+)$/;

export default defineRule({
  id: "flux/scp-url",
  summary: "A GitRepository with an address of the form `git@host:path`.",
  severity: "error",
  types: [GIT_REPOSITORY],
  patches: true,
  supersedes: ["schema/invalid-format"],

  *check({root}) {
    const url = root.at("spec", "url");
    const [, host, path] = SCP.exec(url.string ?? "") ?? [];
    if (host === undefined || path === undefined) return;
    // What starts with a number may be a port.
    const address = /^\d+(\/|$)/.test(path) ? undefined : `ssh://${host}/${path}`;
    yield {
      at: url.mark,
      message:
        "Flux does not know the short form `user@host:path` of git's command line, and the API server rejects it. Write " +
        `the address in full${address ? `: \`${address}\`` : ", with `ssh://`"}.`,
      fixes: [address ? {title: `Use \`${address}\``, edits: replaceScalar(url, address)} : undefined],
    };
  },
});
