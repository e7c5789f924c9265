import {runSuites} from "../mocha/run.ts";

runSuites(__dirname, 60_000).then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
