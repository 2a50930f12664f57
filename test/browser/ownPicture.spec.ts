import type { InputOf } from "../../model/asking/index.js";
import { inventedPicture } from "../support/seenImages.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages, barOf, openBar } from "./seeingBar.js";

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
  await bar.locator("input.file").setInputFiles(file);
  await expect(bar.getByRole("img", { name: "shoe.png" })).toBeVisible();
  expect(asked).toEqual([
    { bytes: file.buffer.toString("base64"), isInverted: null, isTrimmed: null },
  ]);
  await expect.poll(() => looks.at(-1)).toMatchObject({ own: "AAAA" });
  await expect(bar.locator(".verdict")).toHaveText(/^Taken for /u);
  await expect(bar.locator(".verdict")).not.toHaveClass(/is-wrong/u);
  await bar.getByLabel("Inverted").uncheck();
  await expect.poll(() => asked.at(-1)?.isInverted).toBe(false);
  await expect(bar.getByLabel("Inverted")).not.toBeChecked();
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
      if (file.bytes === "") throw new Error("It is empty.");
      return inventedPicture(file);
    },
  };
  await host.open("explorer");
  const bar = barOf(page);
  const give = (kind: "drop" | "paste", names: readonly string[], content = "a picture") =>
    page.evaluate(
      ([event, files, text]) => {
        const data = new DataTransfer();
        for (const name of files) data.items.add(new File(text === "" ? [] : [text], name));
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
  await give("paste", ["shoe.png"]);
  await expect(standing).toHaveText("");
  expect(host.complaints).toEqual([]);
});
