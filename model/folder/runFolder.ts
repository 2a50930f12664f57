import path from "node:path";
import { says } from "../messages/message.js";

// What a trainer writes into a run's folder and a window reads there.

/** What is said to a question about a run whose folder was there. */
export const runIsGone = says("The run's folder is gone: it was moved or deleted.");

/** The run's events, one JSON object a line. */
export const eventsFile = "events.ndjson";

/** Which process is the trainer at work on the run. */
export const claimFile = "trainer.pid";

/** What a run was asked to do, and what explains its numbers. */
export const recordFile = "run.json";

/** The recorded run that comes with the product, below its root: a run's folder that is only read. */
export const sampleFolder = path.join("media", "sample");
