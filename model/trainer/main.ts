import { createBirpc } from "birpc";
import type { TrainerEvents } from "./protocol.js";
import { Trainer } from "./trainer.js";

/** The child process of the extension: does what its parent asks and ends when the parent goes. */
function main(): void {
  const trainer = new Trainer({
    onEvents: (batch) => void host.onEvents.asEvent(batch),
    onSetupProgress: (progress) => void host.onSetupProgress.asEvent(progress),
  });
  const host = createBirpc<TrainerEvents, Trainer>(trainer, {
    post: (message) => process.send?.(message),
    on: (receive) => process.on("message", receive),
    bind: "functions",
  });
  process.on("disconnect", () => {
    void trainer.abandon().finally(() => process.exit(0));
  });
}

main();
