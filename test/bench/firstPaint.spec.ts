import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { openSession } from "../support/servedVsCode.js";
import { findCommand, runCommand } from "../support/workbench.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const repeats = 7;

/** What is opened, and what is seen of it first. */
interface Subject {
  readonly command: string;
  readonly selector: string;
}

const explorer: Subject = { command: "GoogLeNet: Open Explorer", selector: ".strip .item" };
/** What VS Code itself takes for a page that shows one word. */
const empty: Subject = { command: "Bench: Open Empty Webview", selector: ".empty-webview" };

test("first paint of the explorer in a real VS Code, beside an empty webview", async () => {
  test.setTimeout(600_000);
  const folder = await writeEmptyWebview();
  try {
    // The first webview of a window takes longest, whatever it shows: each is the first once.
    for (const order of [
      [explorer, empty],
      [empty, explorer],
    ]) {
      const times = await timesToPaint(order, folder);
      for (const [{ command }, found] of times) {
        process.stdout.write(`${command}: ${describe(found)}\n`);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** In one window, in turns. */
async function timesToPaint(
  subjects: readonly Subject[],
  extension: string,
): Promise<ReadonlyMap<Subject, number[]>> {
  const session = await openSession({ repository, extensions: [extension] });
  try {
    const { page } = session;
    await page.addInitScript(watchWebview, [explorer.selector, empty.selector]);
    // VS Code itself is still busy right after its window has opened.
    await page.waitForLoadState("networkidle");
    const times = new Map(subjects.map((subject) => [subject, [] as number[]]));
    for (let repeat = 0; repeat <= repeats; repeat++) {
      for (const [subject, found] of times) found.push(await timeToPaint(page, subject));
    }
    return times;
  } finally {
    await session.close();
  }
}

/** The first of them activates the extension. */
function describe([first = NaN, ...later]: readonly number[] = []): string {
  const sorted = later.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const [least = NaN, most = NaN] = [sorted[0], sorted.at(-1)];
  return `${first} ms with activation, then ${median} ms (median of ${repeats}, ${least} to ${most})`;
}

/** Milliseconds from the Enter that runs the command to the frame that shows the subject. */
async function timeToPaint(page: Page, { command, selector }: Subject): Promise<number> {
  await findCommand(page, command);
  await page.evaluate(noteEnter);
  await page.keyboard.press("Enter");
  let shown: number | null = null;
  // Asked rarely: every question takes time from what is measured.
  const rarely = { intervals: [500], timeout: 60_000 };
  await expect.poll(async () => (shown = await shownAt(page, selector)), rarely).not.toBeNull();
  const entered = await page.evaluate(() => Number(document.body.dataset["entered"]));
  await runCommand(page, "View: Close All Editors");
  await page.waitForLoadState("networkidle");
  return Number(shown) - entered;
}

async function shownAt(page: Page, selector: string): Promise<number | null> {
  for (const frame of page.frames()) {
    const time = await frame
      .evaluate((wanted) => {
        const isHere = document.querySelector(wanted) !== null;
        return isHere ? ((window as { shownAt?: number }).shownAt ?? null) : null;
      }, selector)
      // A frame that is being closed.
      .catch(() => null);
    if (time !== null) return time;
  }
  return null;
}

/** Runs in the workbench. */
function noteEnter(): void {
  const note = ({ key }: KeyboardEvent): void => {
    if (key === "Enter") document.body.dataset["entered"] = String(Date.now());
  };
  window.addEventListener("keydown", note, { capture: true, once: true });
}

/** Runs in every frame before its own scripts: notes when one of the selectors was painted. */
function watchWebview(selectors: readonly string[]): void {
  if (window.parent === window) return;
  const look = (): void => {
    if (document.querySelector(selectors.join(",")) === null) {
      setTimeout(look, 2);
      return;
    }
    requestAnimationFrame(() => {
      setTimeout(() => Object.assign(window, { shownAt: Date.now() }));
    });
  };
  look();
}

/** An extension whose command opens a page of one word. */
async function writeEmptyWebview(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "googlenet-bench-"));
  const manifest = {
    ...{ name: "empty-webview", publisher: "bench", version: "1.0.0", main: "./main.cjs" },
    engines: { vscode: "^1.95.0" },
    contributes: { commands: [{ command: "bench.open", title: empty.command }] },
  };
  const code = `const { commands, window } = require("vscode");
exports.activate = () => commands.registerCommand("bench.open", () => {
  const { webview } = window.createWebviewPanel("bench.empty", "Empty", 1, { enableScripts: true });
  webview.html = '<!doctype html><p class="empty-webview">Empty</p>';
});
`;
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(folder, "main.cjs"), code);
  return folder;
}
