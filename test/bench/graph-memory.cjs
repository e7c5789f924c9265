// Loaded into a server before anything else: on a signal it collects garbage and tells its memory on a pipe of its own.
const {writeSync} = require("node:fs");

process.on("SIGUSR2", () => {
  global.gc();
  global.gc();
  writeSync(3, `${JSON.stringify(process.memoryUsage())}\n`);
});
