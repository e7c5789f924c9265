import {DURATION_WITHOUT_HOURS, isDurationFault} from "../../schema/patterns.ts";
import {judgeOf} from "../../schema/words.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

/** What people write, in seconds; Flux itself knows ms, s, m and h. */
const SECONDS: Readonly<Record<string, number>> = {ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800};

export default defineRule({
  id: "flux/invalid-duration",
  summary: "A duration that Flux can't read: without unit, in days, or in hours where only minutes are taken.",
  severity: "error",
  patches: true,

  *check({resource, schemaProblems}) {
    for (const problem of schemaProblems) {
      const {keyword, field, schema} = problem;
      if ((keyword !== "pattern" && keyword !== "type") || !isDurationFault(problem)) continue;
      if (field.type !== "scalar") continue;
      const noHours = schema?.pattern === DURATION_WITHOUT_HOURS;
      const text = String(field.scalar);
      yield {
        at: field.mark,
        message: `\`${field.name}\` is not a duration that Flux takes: \`${text}\`${reason(text, noHours)}; ${judgeOf(resource)} rejects it.`,
        fixes: proposals(field, text, noHours),
      };
    }
  },
});

function reason(text: string, noHours: boolean): string {
  const units = noHours ? "ms, s and m" : "ms, s, m and h";
  if (/^\d+(\.\d+)?$/.test(text)) return " has no unit";
  if (/\d[dw]/.test(text)) return ` is in days or weeks, and there are only ${units}`;
  if (noHours && text.includes("h")) return " has hours, and a source's timeout takes only ms, s and m";
  return ` (units are ${units}, without spaces, as \`${noHours ? "90s" : "1h30m"}\`)`;
}

function proposals(field: Field, text: string, noHours: boolean): ProposedFix[] {
  if (/^\d+$/.test(text)) {
    return ["s", "m"].map((unit) => ({
      title: `Use \`${text}${unit}\``,
      edits: replaceScalar(field, text + unit),
    }));
  }
  const same = rewritten(text, noHours);
  return same ? [{title: `Use \`${same}\`, which is as long`, safe: true, edits: replaceScalar(field, same)}] : [];
}

/** The same time in units that Flux takes; undefined when the text is no duration at all. */
function rewritten(text: string, noHours: boolean): string | undefined {
  const compact = text.replaceAll(" ", "");
  if (!/^(\d+(ms|s|m|h|d|w))+$/.test(compact)) return undefined;
  let seconds = 0;
  for (const [, amount = "", unit = ""] of compact.matchAll(/(\d+)(ms|s|m|h|d|w)/g)) {
    seconds += Number(amount) * (SECONDS[unit] ?? Number.NaN);
  }
  if (!Number.isInteger(seconds) || seconds === 0) return undefined;
  const hours = noHours ? 0 : Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds - hours * 3600) / 60);
  const rest = seconds - hours * 3600 - minutes * 60;
  return [hours && `${hours}h`, minutes && `${minutes}m`, rest && `${rest}s`].filter(Boolean).join("");
}
