// What a trainer writes into a run's folder and a window reads there.

/** The run's events, one JSON object a line. */
export const eventsFile = "events.ndjson";

/** Which process is the trainer at work on the run. */
export const claimFile = "trainer.pid";
