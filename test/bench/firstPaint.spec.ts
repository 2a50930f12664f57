import { fileURLToPath } from "node:url";
import { test, type Page } from "@playwright/test";
import { openSession } from "../support/servedVsCode.js";
import { runCommand } from "../support/workbench.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const title = "GoogLeNet: Open Explorer";
const repeats = 5;

/** Milliseconds from the Enter that runs the command to the first sight of the drawn pipeline. */
async function timeToPaint(page: Page): Promise<number> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row").getByText(title).first().waitFor();
  const asked = Date.now();
  await page.keyboard.press("Enter");
  while (!(await isDrawn(page))) await page.waitForTimeout(5);
  return Date.now() - asked;
}

async function isDrawn(page: Page): Promise<boolean> {
  const counts = page.frames().map((frame) =>
    frame
      .locator(".strip .item")
      .count()
      .catch(() => 0),
  );
  return (await Promise.all(counts)).some((count) => count > 0);
}

test("first paint of the explorer in a real VS Code", async () => {
  const session = await openSession({ repository });
  try {
    const { page } = session;
    // VS Code itself is still busy right after its window has opened.
    await page.waitForTimeout(5000);
    const first = await timeToPaint(page);
    const later: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      await runCommand(page, "View: Close All Editors");
      await page.waitForTimeout(1000);
      later.push(await timeToPaint(page));
    }
    later.sort((a, b) => a - b);
    const median = later[Math.floor(repeats / 2)] ?? NaN;
    process.stdout.write(
      `first paint: ${first.toFixed(0)} ms with activation, ${median.toFixed(0)} ms after (median of ${repeats})\n`,
    );
  } finally {
    await session.close();
  }
});
