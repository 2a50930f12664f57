import type { InputOf } from "../../model/asking/index.js";
import { decodeImage } from "../../model/images/decodeImage.js";
import { pngChunk, pngFile } from "../support/pngFile.js";
import { inventedPicture } from "../support/seenImages.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages, barOf, openBar } from "./seeingBar.js";

const movingPng = pngFile({
  ...{ width: 1, height: 1, rows: [[0, 9]] },
  extra: [pngChunk("acTL", Buffer.alloc(8))],
}).toString("latin1");
/** Its header alone, which says that it moves. */
const movingWebp = `RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02${"\0".repeat(9)}`;

let looks: readonly InputOf<"seenImage">[];
test.beforeEach(({ host }) => {
  looks = answerImages(host);
});

test("a picture of one's own is prepared step by step, and otherwise where one decides so", async ({
  host,
  page,
}) => {
  const asked: InputOf<"preparedPicture">[] = [];
  host.answers = {
    ...host.answers,
    preparedPicture: (file) => {
      asked.push(file);
      return inventedPicture(file);
    },
  };
  const bar = await openBar(host, page);
  await expect(bar.locator(".preparation")).toBeHidden();
  const file = { name: "shoe.png", mimeType: "image/png", buffer: Buffer.from("a picture") };
  const longName = `Screenshot_${"1".repeat(3000)}.png`;
  await bar.locator("input.file").setInputFiles({ ...file, name: longName });
  const title = bar.locator(".title");
  await expect(title).toHaveAttribute("title", longName);
  expect(await title.evaluate((name) => name.scrollWidth - name.clientWidth)).toBeLessThanOrEqual(
    0,
  );
  expect((await title.boundingBox())!.height).toBeLessThan(45);
  asked.length = 0;
  await bar.locator("input.file").setInputFiles(file);
  await expect(bar.getByRole("img", { name: "shoe.png" })).toBeVisible();
  await expect(bar.getByLabel("Number of the test image")).toHaveValue("");
  expect(asked).toEqual([
    { bytes: file.buffer.toString("base64"), isTurned: null, isInverted: null, isTrimmed: null },
  ]);
  await expect.poll(() => looks.at(-1)).toMatchObject({ own: "AAAA" });
  await expect(bar.locator(".verdict")).toHaveText(/^Taken for /u);
  await expect(bar.locator(".verdict")).not.toHaveClass(/is-wrong/u);
  await bar.getByLabel("Inverted").uncheck();
  await expect.poll(() => asked.at(-1)?.isInverted).toBe(false);
  await expect(bar.getByLabel("Inverted")).not.toBeChecked();
  await bar.getByLabel("Turned upright").uncheck();
  await expect.poll(() => asked.at(-1)).toMatchObject({ isTurned: false, isInverted: false });
  await expectNoViolations(page, ".stage");
  await host.reload();
  await expect(bar.getByRole("img", { name: "shoe.png" })).toBeVisible();
  await expect(bar.locator(".preparation")).toBeHidden();
  await bar.getByRole("button", { name: "Next image" }).click();
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Sneaker, test image 1");
  expect(host.complaints).toEqual([]);
});

test("what is dropped or pasted is taken, and what is no picture is told in one sentence", async ({
  host,
  page,
}) => {
  host.answers = {
    ...host.answers,
    preparedPicture: (file) => {
      const bytes = Buffer.from(file.bytes, "base64");
      const isRead = bytes.toString() === "a picture";
      const isAnimated = !isRead && decodeImage(bytes).isAnimated;
      return { ...inventedPicture(file), isAnimated };
    },
  };
  await host.open("explorer");
  const bar = barOf(page);
  const give = (kind: "drop" | "paste", names: readonly string[], content = "a picture") =>
    page.evaluate(
      ([event, files, text]) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
        for (const name of files) data.items.add(new File([bytes], name));
        const options = { bubbles: true, cancelable: true };
        if (event === "paste") {
          document.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: data }));
        } else {
          const frame = document.querySelector(".stage-frame");
          frame?.dispatchEvent(new DragEvent("dragover", { ...options, dataTransfer: data }));
          frame?.dispatchEvent(new DragEvent("drop", { ...options, dataTransfer: data }));
        }
      },
      [kind, names, content] as const,
    );
  await give("drop", ["shoe.png"]);
  await expect(bar.getByRole("img", { name: "shoe.png" })).toBeVisible();
  await give("paste", ["pasted.png"]);
  await expect(bar.getByRole("img", { name: "pasted.png" })).toBeVisible();
  const standing = bar.locator(".standing");
  await give("drop", ["a.png", "b.png"]);
  await expect(standing).toHaveText("One picture goes through the network at a time.");
  await give("drop", ["nothing.png"], "");
  await expect(standing).toHaveText("nothing.png cannot be shown. It is empty.");
  await expect(bar.getByRole("img", { name: "pasted.png" })).toBeVisible();
  await give(
    "drop",
    Array.from({ length: 10 }, (_, place) => `${place}.png`),
  );
  await expect(standing).toHaveText("One picture goes through the network at a time.");
  // A folder comes as a file that cannot be read; the page knows it by its entry alone.
  await page.evaluate(() => {
    DataTransferItem.prototype.webkitGetAsEntry = () =>
      // SAFETY: of an entry the page reads nothing else.
      ({ isDirectory: true }) as FileSystemEntry;
  });
  await give("drop", ["photos"]);
  await expect(standing).toHaveText("photos is a folder: give one picture.");
  await page.evaluate(() => {
    DataTransferItem.prototype.webkitGetAsEntry = () => null;
  });
  await give("drop", ["moving.gif"], "GIF89a");
  await expect(standing).toHaveText(
    "moving.gif cannot be shown. It is not one of: PNG, JPEG, WebP.",
  );
  await give("drop", ["moving.webp"], movingWebp);
  await expect(standing).toHaveText(
    "moving.webp cannot be shown. This WebP file moves, which is not read.",
  );
  await give("drop", ["moving.png"], movingPng);
  await expect(standing).toHaveText("It moves; its first picture is taken.");
  await give("paste", ["shoe.png"]);
  await expect(standing).toHaveText("");
  expect(host.complaints).toEqual([]);
});
