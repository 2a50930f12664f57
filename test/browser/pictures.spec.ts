import { idle } from "../support/idle.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

/** DejaVu comes with what `.ci/run` installs; of fonts that differ a picture would be another. */
const fonts = {
  "--vscode-font-family": "DejaVu Sans",
  "--vscode-editor-font-family": "DejaVu Sans Mono",
};

test.use({ timezoneId: "UTC", locale: "en-US" });

for (const id of ["explorer", "metrics"] as const) {
  for (const theme of ["light", "dark"] as const) {
    test(`the ${id} page in ${theme} is the kept picture at both sizes`, async ({ host, page }) => {
      host.record(recordedRun({ steps: 320 }));
      await host.open(id, theme);
      await page.evaluate((given) => {
        for (const [name, font] of Object.entries(given)) {
          document.documentElement.style.setProperty(name, font);
        }
      }, fonts);
      for (const [width, height] of [
        [1280, 720],
        [1600, 1000],
      ] as const) {
        await page.setViewportSize({ width, height });
        await idle(page);
        await expect(page).toHaveScreenshot(`${id}-${theme}-${width}.png`, {
          animations: "disabled",
          // Of a million: less than a number has, more than edges that another machine smooths otherwise.
          maxDiffPixels: 150,
        });
      }
    });
  }
}
