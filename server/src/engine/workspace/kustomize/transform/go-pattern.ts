/**
 * The pieces of a regular expression that Go and JavaScript read alike: plain characters, groups, simple classes,
 * repetitions, escaped punctuation.
 */
const ALIKE =
  /^(?:[\w\-/:@ ,=!"#%&';<>~`}\]]|[.|^$]|\\[!-/:-@[-`{-~]|\\[dDwW]|\((?:\?:|(?!\?))|\)|\[\^?(?:\w-\w|[\w.:/@ ,=!#%&{}()*+?|$-]|\\[dDwW]|\\[.\-/])+\]|[*+?]\??|\{\d{1,3}(?:,(?:\d{1,3})?)?\}\??)*$/;

/** A repetition of a group that itself repeats something: JavaScript might take very long to say that it doesn't fit. */
const NESTED_REPETITION = /[*+}][^()]*\)+(?:[*+]|\{)/;

/** A regular expression as Go reads it; undefined where JavaScript might read it in another way, or where it is none. */
export function goPattern(pattern: string): RegExp | undefined {
  if (!ALIKE.test(pattern) || NESTED_REPETITION.test(pattern)) return undefined;
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}
