import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { Outbox } from "../../../model/trainer/outbox.js";

describe("what is on its way to the host", () => {
  it("is waited for until all of it has left", async () => {
    const leave: (() => void)[] = [];
    const outbox = new Outbox((_, hasLeft) => leave.push(hasLeft));
    await outbox.delivered();
    outbox.post("one");
    outbox.post("two");
    let isDelivered = false;
    const delivered = outbox.delivered().then(() => {
      isDelivered = true;
    });
    await new Promise(setImmediate);
    leave[0]?.();
    await new Promise(setImmediate);
    expect(isDelivered).toBe(false);
    leave[1]?.();
    await delivered;
  });

  it("holds nothing up where the host has stopped reading", async () => {
    const outbox = new Outbox(() => undefined, 5);
    outbox.post("never read");
    await outbox.delivered();
  });

  it("arrives whole before work that blocks the loop goes on", async () => {
    const { arrival, begins } = await tellWhileBusy();
    expect(begins).toHaveLength(12);
    // Some of it may still be read while the first step computes; a piece a step would take all of them.
    expect(arrival < (begins[2] ?? 0n)).toBe(true);
  });
});

interface Telling {
  /** When the long message had come, on the clock that processes of a machine share. */
  readonly arrival: bigint;
  /** When each step began. */
  readonly begins: readonly bigint[];
}

/** A process whose steps block its loop says something long before them. */
async function tellWhileBusy(): Promise<Telling> {
  const directory = mkdtempSync(path.join(tmpdir(), "googlenet-test-"));
  const source = path.join(directory, "child.ts");
  writeFileSync(
    source,
    `import { Outbox } from ${JSON.stringify(path.resolve("model/trainer/outbox.ts"))};
     const outbox = new Outbox((message, left) => process.send(message, undefined, {}, left));
     const block = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
     async function run() {
       outbox.post("x".repeat(4_000_000));
       for (let step = 1; step <= 12; step++) {
         await outbox.delivered();
         outbox.post({ begin: process.hrtime.bigint() });
         block(100);
       }
       await outbox.delivered();
       process.disconnect();
     }
     void run();`,
  );
  const script = path.join(directory, "child.cjs");
  buildSync({
    ...{ entryPoints: [source], outfile: script, bundle: true },
    ...{ platform: "node", format: "cjs", logLevel: "error" },
  });
  const child = fork(script, [], { serialization: "advanced" });
  let arrival = 0n;
  const begins: bigint[] = [];
  child.on("message", (message) => {
    if (typeof message === "string") arrival = process.hrtime.bigint();
    else begins.push((message as { readonly begin: bigint }).begin);
  });
  await once(child, "exit");
  rmSync(directory, { recursive: true });
  return { arrival, begins };
}
