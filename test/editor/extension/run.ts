import {runSuites} from "../mocha/run.ts";

/** VS Code calls it in the extension host. */
export const run = () => runSuites(__dirname, 20_000);
