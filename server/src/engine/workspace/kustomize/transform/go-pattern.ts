/**
 * The pieces of a regular expression that Go and JavaScript read alike: plain characters, groups, simple classes,
 * repetitions, escaped punctuation. No two pieces begin with the same character, so that a long text is read fast.
 */
const ALIKE =
  /^(?:[\w\-/:@ ,=!"#%&';<>~`}\]]|[.|^$*+?]|\\[!-/:-@[-`{-~dDwW]|\((?:\?:|(?!\?))|\)|\[\^?(?:[\w.:/@ ,=!#%&{}()*+?|$-]|\\[dDwW.\-/])+\]|\{\d{1,3}(?:,(?:\d{1,3})?)?\})*$/;

/** A range up to a class, which Go refuses. */
const BAD_RANGE = /-\\[dDwW]/;

/** A group that is repeated and itself holds a choice or a repetition: JavaScript may take very long over it. */
const NESTED_REPETITION = /[*+?{|].*\)[*+{]/;

/** With more repetitions than that, even a name is long. */
const MAX_REPETITIONS = 3;

/** Whether Go and JavaScript read a regular expression alike, and JavaScript in good time. */
function isAlike(pattern: string): boolean {
  const repetitions = pattern.match(/[*+{]/g)?.length ?? 0;
  const isSlow = repetitions > MAX_REPETITIONS || NESTED_REPETITION.test(pattern.replaceAll("(?:", "("));
  return ALIKE.test(pattern) && !BAD_RANGE.test(pattern) && !isSlow;
}

/**
 * A regular expression as Go reads it, with something before and behind it; undefined where JavaScript might read it in
 * another way, and where it is none.
 */
export function goPattern(pattern: string, before: string, behind: string): RegExp | undefined {
  if (!isAlike(pattern)) return undefined;
  try {
    return new RegExp(before + pattern + behind);
  } catch {
    return undefined;
  }
}
