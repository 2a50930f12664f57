import os from "node:os";
import { createBirpc } from "birpc";
import { isRpcMessage } from "../messages/rpcMessage.js";
import type { TrainerApi, TrainerEvents } from "./protocol.js";
import { withPlainError } from "../messages/rpcError.js";
import { Outbox } from "./outbox.js";
import { Trainer } from "./trainer.js";

/** A run that is let go may take so long to write its checkpoint. */
const patienceMs = 15_000;

/** What may be asked, and no other method of the trainer; the compiler lists what is missing. */
const methods: Readonly<Record<keyof TrainerApi, true>> = {
  ...{ engines: true, checkEngines: true, tryPace: true, previewData: true, setup: true },
  ...{ train: true, pause: true, resume: true, stop: true, ask: true, cancelAsking: true },
};

/** The child process of the extension: does what its parent asks and ends when the parent goes. */
function main(): void {
  giveWay();
  const outbox = new Outbox((message, hasLeft) => {
    // The channel may close on the way, which is told by "disconnect" and is no error here.
    if (process.connected) process.send?.(message, undefined, {}, hasLeft);
    else hasLeft();
  });
  const trainer = new Trainer(
    {
      onEvents: (batch) => void host.onEvents.asEvent(batch),
      onSetupProgress: (progress) => void host.onSetupProgress.asEvent(progress),
      onAnswerProgress: (...progress) => void host.onAnswerProgress.asEvent(...progress),
    },
    () => outbox.delivered(),
  );
  const host = createBirpc<TrainerEvents, Trainer>(trainer, {
    post: (message) => {
      outbox.post(message);
    },
    on: (receive: (message: unknown) => void) => {
      process.on("message", (message) => {
        if (isRpcMessage(message)) receive(message);
      });
    },
    resolver: (name, found) => (Object.hasOwn(methods, name) ? found : undefined),
    serialize: withPlainError,
    bind: "functions",
  });
  const end = (): void => {
    setTimeout(() => process.exit(1), patienceMs).unref();
    void trainer.abandon().finally(() => process.exit(0));
  };
  process.once("disconnect", end);
  process.once("SIGTERM", end);
}

/**
 * Lets the editor have the processor whenever it wants it: on two busy cores the page draws 54 frames
 * a second instead of 23. Threads inherit it, so it comes before an engine makes its own.
 */
function giveWay(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_LOW);
  } catch {
    // Where the system does not allow that, training competes with the editor like any program.
  }
}

main();
