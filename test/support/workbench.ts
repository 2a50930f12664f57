import { errors, expect, type Frame, type Locator, type Page } from "@playwright/test";

const pollMs = 100;
const listMs = 3000;
// A frame that is being loaded may never answer: the others are asked without it.
const frameAnswerMs = 2000;
const toastMs = 10_000;

/** Runs a command as a person does: F1, its title, Enter. */
export async function runCommand(page: Page, title: string, timeoutMs = 60_000): Promise<void> {
  await findCommand(page, title, timeoutMs);
  await page.keyboard.press("Enter");
}

/** F1 and the title, so that Enter runs the command. */
export async function findCommand(page: Page, title: string, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  // A list that was opened before VS Code had read the extensions does not learn of their commands.
  while (!(await isOffered(page, title))) {
    if (Date.now() > deadline) throw new Error(`There is no command "${title}".`);
    await page.keyboard.press("Escape");
  }
}

/** Starts a run by the form as a person does who reads it: Enter on its first line once that is the active one. */
export async function startTraining(page: Page): Promise<void> {
  await runCommand(page, "GoogLeNet: Train");
  const first = page.locator(".quick-input-list .monaco-list-row").first();
  await expect(first).toContainText("Start training");
  await expect(first).toHaveClass(/focused/u);
  await page.keyboard.press("Enter");
  await expect(page.locator(".quick-input-widget")).toBeHidden();
}

/** False where the list was closed meanwhile, as by a window that takes the focus, or lacks the command. */
async function isOffered(page: Page, title: string): Promise<boolean> {
  await page.keyboard.press("F1");
  const row = page.locator(".quick-input-list .monaco-list-row").getByText(title).first();
  try {
    const text = `>${title}`;
    await page.locator(".quick-input-widget input").fill(text, { timeout: listMs });
    await row.waitFor({ timeout: listMs });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** The frame of the webview that shows the selector: a webview is a frame within a frame. */
export async function frameWith(page: Page, selector: string, timeoutMs = 30_000): Promise<Frame> {
  let found: Frame | undefined;
  const look = async (): Promise<boolean> => {
    const frames = await Promise.all(page.frames().map((frame) => having(frame, selector)));
    found = frames.find((frame) => frame !== null) ?? undefined;
    return found !== undefined;
  };
  const message = `a webview shows ${selector}`;
  await expect.poll(look, { message, intervals: [pollMs], timeout: timeoutMs }).toBe(true);
  if (found === undefined) throw new Error(`No webview shows ${selector}.`);
  return found;
}

async function having(frame: Frame, selector: string): Promise<Frame | null> {
  const shows = frame
    .locator(selector)
    .count()
    .then((count) => count > 0)
    .catch(() => false);
  const isLate = new Promise<false>((resolve) => setTimeout(resolve, frameAnswerMs, false));
  return (await Promise.race([shows, isLate])) ? frame : null;
}

/** The extension's item in the status bar. */
export function statusBarItem(page: Page): Locator {
  return page.locator(`[id="googlenet-explorer.googlenet-explorer.googlenet.status"]`);
}

/** Waits for a notification that carries the text, and answers with all of its words. */
export async function notificationWith(page: Page, text: string | RegExp): Promise<string> {
  const found = page.locator(".notification-list-item").filter({ hasText: text }).first();
  try {
    await found.waitFor({ timeout: toastMs });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    // Where several came in a short time, VS Code shows the next ones in its list only.
    await runCommand(page, "Notifications: Show Notifications");
    await found.waitFor({ timeout: 120_000 });
  }
  return found.innerText();
}
