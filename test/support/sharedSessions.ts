import { afterAll } from "vitest";
import type { Session, SessionOptions } from "../../model/engine/engine.js";
import type { TrainingProgram } from "../../model/program/program.js";

interface Shared<Opened> {
  readonly options: SessionOptions;
  readonly session: Opened;
}

/**
 * One session for all tests of a file that want the same: engines take long to make theirs ready, and a test writes the
 * state that it begins with. They are closed after the last test, whatever a test closes.
 */
export function sharedSessions<Opened extends Session>(
  openNew: (options: SessionOptions) => Promise<Opened>,
): {
  readonly open: (options: SessionOptions) => Promise<Session>;
  /** The first that was opened of a program. */
  readonly of: (program: TrainingProgram) => Opened;
} {
  const shared: Shared<Opened>[] = [];
  afterAll(() => {
    for (const { session } of shared) session.close();
  });
  return {
    async open(options) {
      const known = shared.find((other) => wantTheSame(options, other.options));
      const session = known?.session ?? (await openNew(options));
      if (known === undefined) shared.push({ options, session });
      // SAFETY: it has all that the session has, and nothing to close.
      return Object.create(session, { close: { value: () => undefined } }) as Session;
    },
    of(program) {
      const known = shared.find(({ options }) => options.program === program);
      if (known === undefined) throw new Error("No session of this program was opened.");
      return known.session;
    },
  };
}

function wantTheSame(one: SessionOptions, other: SessionOptions): boolean {
  return (["program", "dataset", "precision", "batchSize"] as const).every(
    (value) => one[value] === other[value],
  );
}
