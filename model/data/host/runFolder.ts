// What a trainer writes into a run's folder and a window reads there.

/** The run's events, one JSON object a line. */
export const eventsFile = "events.ndjson";

/** The number of the process of the trainer at work on the run. */
export const claimFile = "trainer.pid";
