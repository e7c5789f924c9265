import fc from "fast-check";

// The same documents in every run, so that a failure is the change's own. `PROPERTY_SEED` and `PROPERTY_RUNS` look further.
fc.configureGlobal({seed: Number(process.env.PROPERTY_SEED ?? 2)});
