import {remainderOf} from "../../refactors/ingressToRoute/annotations/remainders.ts";
import {commentsOf} from "../../yaml/comments.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/unfinished-conversion",
  summary: "A comment about something that an ingress had and its route does not have.",
  severity: "info",

  *checkFile(file) {
    if (!file.text.includes("(ingress-to-route): ")) return;
    for (const {span, text} of commentsOf(file.text)) {
      const remainder = remainderOf(text);
      if (!remainder) continue;
      const {key, why, isDropped} = remainder;
      const message = isDropped
        ? `\`${key}\` was on the ingress and is not needed on the route. Remove the comment when you have seen it.`
        : `\`${key}\` was on the ingress and the route does not have it${why ? `: it ${why}` : ""}. See to it, then remove the comment.`;
      yield {at: {start: span.start, end: span.start + text.length}, message};
    }
  },
});
