import { test as base } from "@playwright/test";
import { openSession, type Session } from "../../support/servedVsCode.js";

/** Small enough for seconds, long enough to be paused, stopped and killed. */
const shortRun = { batchSize: 16, maxSteps: 5000, statisticsEvery: 2, checkpointEvery: 4 };

/** One real VS Code with a run begun, for all tests of a file; they go on where the last one left. */
export const test = base.extend<object, { readonly session: Session }>({
  session: [
    async ({}, use) => {
      const session = await openSession({ repository: process.cwd(), train: shortRun });
      await use(session);
      await session.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
