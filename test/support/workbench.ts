import type { Frame, Page } from "@playwright/test";

const pollMs = 100;

/** Runs a command as a person does: F1, its title, Enter. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row").getByText(title).first().waitFor();
  await page.keyboard.press("Enter");
}

/** The frame of the webview that shows the selector: a webview is a frame within a frame. */
export async function frameWith(page: Page, selector: string, timeoutMs = 30_000): Promise<Frame> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    await page.waitForTimeout(pollMs);
  }
  throw new Error(`No webview shows ${selector} after ${timeoutMs} ms.`);
}

/** Waits for a notification that carries the text, and answers with all of its words. */
export async function notificationWith(page: Page, text: string | RegExp): Promise<string> {
  const found = page.locator(".notification-list-item").filter({ hasText: text }).first();
  await found.waitFor({ timeout: 30_000 });
  return found.innerText();
}
