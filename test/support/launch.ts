import type { ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { execa } from "execa";
import { startGroup, type ProcessGroup } from "../../extension/launch/processGroup.js";
import { cacheDirectory } from "../../model/host/cache.js";
import { ensureCodeServer, launchBrowser, newWindow } from "./servedVsCode.js";

/** `npm start` where there is no screen, with a browser to open what it offers. */
export class Launch {
  private constructor(
    private readonly group: ProcessGroup,
    private readonly cache: string,
    private readonly browser: Browser,
  ) {}

  /** All that it has written. */
  words = "";

  /** As a person types it, or as npm runs it. */
  static async begin({ withNpm = false } = {}): Promise<Launch> {
    await ensureCodeServer(process.cwd(), () => undefined);
    const cache = await mkdtemp(path.join(tmpdir(), "googlenet-start-"));
    await borrowCache(cache);
    const browser = await launchBrowser();
    const env = { ...process.env, GOOGLENET_CACHE: cache, DISPLAY: "", WAYLAND_DISPLAY: "" };
    const options = ["--max-steps", "2000", "--batch-size", "16"];
    const group = withNpm
      ? startGroup("npm", ["start", "--", ...options], { stdio: ["ignore", "pipe", "pipe"], env })
      : startGroup(process.execPath, ["extension/launch/start.mjs", ...options], {
          ...{ stdio: ["ignore", "pipe", "pipe"], env },
        });
    const launch = new Launch(group, cache, browser);
    for (const stream of [group.child.stdout, group.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (launch.words += text));
    }
    return launch;
  }

  get child(): ChildProcess {
    return this.group.child;
  }

  /** Resolves to its exit code. */
  get ended(): ProcessGroup["ended"] {
    return this.group.ended;
  }

  addresses(): readonly URL[] {
    return [...this.words.matchAll(/http:\S+/gu)].map(([text]) => new URL(text));
  }

  async open(): Promise<Page> {
    const page = await newWindow(this.browser);
    await page.goto(this.addresses()[0]!.href);
    return page;
  }

  /** The folder of the run that it has begun. */
  async run(): Promise<string> {
    const status = path.join(this.cache, "vscode", "GoogLeNet", ".googlenet", "status");
    return (await readFile(status, "utf8")).trim();
  }

  /** Asks for the command lines of all that it has started: the server is the leader of their group. */
  async started(): Promise<() => Promise<readonly string[]>> {
    const dataOfServer = `--user-data-dir ${this.cache}`;
    const server = (await processes()).find(({ args }) => args.includes(dataOfServer));
    return async () =>
      (await processes()).filter(({ group }) => group === server?.group).map(({ args }) => args);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.group.stop();
    await rm(this.cache, { recursive: true, force: true });
  }
}

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
