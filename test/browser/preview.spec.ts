import { previewHtml } from "../../extension/trainForm/previewHtml.js";
import { says } from "../../model/messages/message.js";
import type { DataPreview } from "../../model/run/dataPreview.js";
import { BrowserWebview, serveWebview } from "../support/browserWebview.js";
import { themeKinds } from "../support/themes.js";
import { expectNoViolations } from "./axe.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";

/** One gray pixel. */
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
const long =
  "a class whose name is as long as a sentence and_has_a_word_that_is_no_shorter_than_a_line";
const names = ["cats", long, "כלבים", "<b>鸟</b>"];

const preview: DataPreview = {
  ...{ dataset: "folder", title: "pets", source: "/home/me/pets" },
  input: [3, 96, 96],
  ...{ trainExamples: 120, testExamples: 30, size: [96, 96] },
  classes: names.map((name) => ({ name, train: 30, test: 8 })),
  leftOut: [
    { file: `${long}/1.png`, why: says("This {0} file is cut off.", "PNG"), isUnreadable: true },
  ],
  remarks: [says("What is transparent lies on white.")],
  pictures: names.flatMap((className) => [1, 2, 3, 4].map(() => ({ className, pixels: "", png }))),
  changed: names.map((className) => ({ className, pixels: "", png })),
};

for (const theme of themeKinds) {
  test(
    `axe finds nothing in the preview of own pictures, wide and narrow, ${theme}`,
    longUnless(theme === "dark"),
    async ({ page }) => {
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      const webview = new BrowserWebview(page);
      webview.html = previewHtml(preview, "NONCE");
      await serveWebview(page, theme, { newest: () => webview, receive: () => undefined });
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("pets");
      await expect(page.getByRole("img", { name: "cats" })).toHaveCount(5);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await expectNoViolations(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${width} wide`).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
    },
  );
}
