import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, type Browser } from "@playwright/test";
import { execa } from "execa";
import { startGroup, type ProcessGroup } from "../../../extension/launch/processGroup.js";
import { cacheDirectory } from "../../../model/host/cache.js";
import { ensureCodeServer, launchBrowser } from "../../support/servedVsCode.js";
import { frameWith } from "../../support/workbench.js";

// One launch for all: each test goes on where the one before it stopped.
test.describe.configure({ mode: "serial" });

let cache: string;
let launched: ProcessGroup;
let browser: Browser;
let npm = 0;
let words = "";

/** What was fetched before is shared; what a launch leaves is not. */
async function borrowCache(target: string): Promise<void> {
  await mkdir(path.join(target, "vscode"));
  for (const folder of ["", "vscode"]) {
    for (const name of await readdir(path.join(cacheDirectory(), folder))) {
      if (folder === "vscode" ? !name.startsWith("code-server-") : name === "vscode") continue;
      await symlink(path.join(cacheDirectory(), folder, name), path.join(target, folder, name));
    }
  }
}

function addresses(): URL[] {
  return [...words.matchAll(/http:\S+/gu)].map(([text]) => new URL(text));
}

test.beforeAll(async () => {
  await ensureCodeServer(process.cwd(), () => undefined);
  cache = await mkdtemp(path.join(tmpdir(), "googlenet-start-"));
  await borrowCache(cache);
  browser = await launchBrowser();
  launch(false);
});

/** As a person types it, or as npm runs it. */
function launch(withNpm: boolean): void {
  const env = { ...process.env, GOOGLENET_CACHE: cache, DISPLAY: "", WAYLAND_DISPLAY: "" };
  const options = ["--max-steps", "2000", "--batch-size", "16"];
  launched = withNpm
    ? startGroup("npm", ["start", "--", ...options], { stdio: ["ignore", "pipe", "pipe"], env })
    : startGroup(process.execPath, ["extension/launch/start.mjs", ...options], {
        ...{ stdio: ["ignore", "pipe", "pipe"], env },
      });
  npm = launched.child.pid ?? 0;
  for (const stream of [launched.child.stdout, launched.child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (words += text));
  }
}

test.afterAll(async () => {
  await browser.close();
  await launched.stop();
  await rm(cache, { recursive: true, force: true });
});

test("says each step and prints an address where there is no screen", async () => {
  await expect.poll(addresses, { timeout: 120_000 }).toHaveLength(1);
  for (const step of ["npm dependencies", "Build", "TensorFlow", "Fashion-MNIST", "VS Code"]) {
    expect(words).toContain(`✓ ${step}: `);
  }
});

test("answers nobody without the token", async () => {
  const [address] = addresses();
  expect(address!.hostname).toBe("127.0.0.1");
  const open = new URL(address!);
  open.searchParams.delete("tkn");
  expect((await fetch(open)).status).toBe(403);
  open.searchParams.set("tkn", "a-guess");
  expect((await fetch(open)).status).toBe(403);
});

test("begins training when the address is opened, and mirrors it in the terminal", async () => {
  const page = await browser.newPage();
  await page.goto(addresses()[0]!.href);
  await frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, 60_000);
  await expect
    .poll(() => words, { timeout: 120_000 })
    .toMatch(
      /Training · step \d+\/2000 · epoch 1 · loss \d\.\d+ · accuracy [\d.]+ · [\d.,]+ examples\/s · (?:about )?[\da-z ]+ left/u,
    );
});

test("stops all that it started at Ctrl-C", async () => {
  const ours = await ourProcesses();
  expect(await ours()).toContainEqual(expect.stringContaining("trainer.cjs"));
  launched.child.kill("SIGINT");
  expect(await launched.ended).toBe(0);
  expect(words).toContain("Stopping …");
  expect(await ours()).toEqual([]);
});

for (const [who, kill] of [
  ["it is killed itself", (): void => void launched.child.kill("SIGKILL")],
  ["npm is killed, which runs it", (): void => void process.kill(npm, "SIGKILL")],
] as const) {
  test(`leaves nothing at work and the run a checkpoint where ${who}`, async () => {
    words = "";
    launch(who.startsWith("npm"));
    await expect.poll(addresses, { timeout: 120_000 }).toHaveLength(1);
    const page = await browser.newPage();
    await page.goto(addresses()[0]!.href);
    await expect.poll(() => words, { timeout: 120_000 }).toMatch(/Training · step [2-9]/u);
    const ours = await ourProcesses();
    expect(await ours()).toContainEqual(expect.stringContaining("trainer.cjs"));
    const status = path.join(cache, "vscode", "GoogLeNet", ".googlenet", "status");
    const run = (await readFile(status, "utf8")).trim();
    expect(await checkpointsOf(run)).toEqual([]);
    kill();
    await expect.poll(ours, { timeout: 30_000 }).toEqual([]);
    expect(await checkpointsOf(run)).toHaveLength(1);
    await page.close();
  });
}

async function checkpointsOf(run: string): Promise<readonly string[]> {
  const names = await readdir(path.join(run, "checkpoints")).catch(() => []);
  return names.filter((name) => name.endsWith(".safetensors"));
}

/** Asks for the command lines of all that the launch has started: the server is the leader of their group. */
async function ourProcesses(): Promise<() => Promise<readonly string[]>> {
  const server = (await processes()).find(({ args }) => args.includes(`--user-data-dir ${cache}`));
  return async () =>
    (await processes()).filter(({ group }) => group === server?.group).map(({ args }) => args);
}

interface Process {
  readonly group: string;
  readonly args: string;
}

async function processes(): Promise<readonly Process[]> {
  const { stdout } = await execa("ps", ["-eo", "pgid=,args="]);
  return stdout.split("\n").map((line) => {
    const [, group = "", args = ""] = /^\s*(\d+)\s+(.*)$/u.exec(line) ?? [];
    return { group, args };
  });
}
