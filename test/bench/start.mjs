// From the start of a process to its first answers.
import {connect} from "./client.mjs";
import {median} from "./statistics.mjs";

const rounds = 7;

/** Starts each server a few times, in turns; medians. */
export async function measureStart(servers, folder, document) {
  const times = servers.map(() => ({initialized: [], diagnostics: []}));
  for (let round = 0; round < rounds; round++) {
    for (const [at, server] of servers.entries()) {
      const client = await connect(server, folder);
      await client.open(document, 1);
      times[at].initialized.push(client.initialized);
      times[at].diagnostics.push(performance.now() - client.started);
      await client.stop();
    }
  }
  return times.map(({initialized, diagnostics}) => ({
    initialized: median(initialized),
    diagnostics: median(diagnostics),
  }));
}
