import { expect, test } from "@playwright/test";
import { Launch } from "../../support/launch.js";
import { frameWith } from "../../support/workbench.js";

// One launch for all: each test goes on where the one before it stopped.
test.describe.configure({ mode: "serial" });

let launch: Launch;

test.beforeAll(async () => {
  launch = await Launch.begin();
});

test.afterAll(() => launch.close());

test("says each step and prints an address where there is no screen", async () => {
  await expect.poll(() => launch.addresses(), { timeout: 240_000 }).toHaveLength(1);
  for (const step of ["npm dependencies", "Build", "TensorFlow", "Fashion-MNIST", "VS Code"]) {
    expect(launch.words).toContain(`✓ ${step}: `);
  }
});

test("answers nobody without the token", async () => {
  const [address] = launch.addresses();
  expect(address!.hostname).toBe("127.0.0.1");
  const open = new URL(address!);
  open.searchParams.delete("tkn");
  expect((await fetch(open)).status).toBe(403);
  open.searchParams.set("tkn", "a-guess");
  expect((await fetch(open)).status).toBe(403);
});

test("begins training when the address is opened, and mirrors it in the terminal", async () => {
  const page = await launch.open();
  await frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, 60_000);
  await expect
    .poll(() => launch.words, { timeout: 240_000 })
    .toMatch(
      /Training · step \d+\/2000 · epoch 1 · loss \d\.\d+ · accuracy [\d.]+ · [\d.,]+ examples\/s · (?:about )?[\da-z ]+ left/u,
    );
});

test("stops all that it started at Ctrl-C", async () => {
  const started = await launch.started();
  expect(await started()).toContainEqual(expect.stringContaining("trainer.cjs"));
  launch.child.kill("SIGINT");
  expect(await launch.ended).toBe(0);
  expect(launch.words).toContain("Stopping …");
  expect(await started()).toEqual([]);
});
