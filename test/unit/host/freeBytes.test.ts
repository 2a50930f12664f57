import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { freeBytes } from "../../../model/host/freeBytes.js";

it("tells what is free on the disk of a folder that is not made yet", async () => {
  const root = await mkdtemp(path.join(os.tmpdir(), "free-"));
  const free = await freeBytes(path.join(root, "runs", "one"));
  expect(free).toBeGreaterThan(0);
  // Others write to the same disk meanwhile.
  expect(Math.abs((await freeBytes(root))! - free!)).toBeLessThan(5e9);
  await rm(root, { recursive: true });
  expect(await freeBytes("/proc/none")).toBeNull();
});
