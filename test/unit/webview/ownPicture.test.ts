import { describe, expect, it } from "vitest";
import type { PictureFile } from "../../../model/asking/preparedPicture.js";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { OwnPicture } from "../../../webview/state/seeing/ownPicture.js";
import { placeOfFirst } from "../../../webview/state/seeing/seeing.js";
import { ViewStore } from "../../../webview/state/viewStore.js";
import { inventedPicture } from "../../support/seenImages.js";

function pictureUnderTest(answer: typeof inventedPicture | (() => null) = inventedPicture) {
  const asked: PictureFile[] = [];
  const view = new ViewStore({});
  const ask = (_: unknown, file: PictureFile) => {
    asked.push(file);
    return Promise.resolve(answer(file));
  };
  return { asked, view, own: new OwnPicture(ask as AskRun, placeOfFirst(view)) };
}

const given = (name: string, content: string, isFolder = false) => ({
  file: new File([content], name),
  isFolder,
});

describe("a picture that a person gives", () => {
  it("is prepared, and goes through the network in place of the test image", async () => {
    const { asked, view, own } = pictureUnderTest();
    await own.take([given("shoe.png", "abc")]);
    expect(asked).toEqual([{ bytes: "YWJj", isTurned: null, isInverted: null, isTrimmed: null }]);
    const chosen = { example: 0, within: null, own: { name: "shoe.png", pixels: "AAAA" } };
    expect(view.image.value).toEqual(chosen);
    await own.decide({ isInverted: false });
    await own.decide({ isTrimmed: true });
    expect(asked.at(-1)).toEqual({
      bytes: "YWJj",
      isTurned: null,
      isInverted: false,
      isTrimmed: true,
    });
    own.forget();
    await own.decide({ isInverted: true });
    expect(asked).toHaveLength(3);
  });

  it("is refused where it is several, a folder, too large or gone, and what is seen stays", async () => {
    const { asked, view, own } = pictureUnderTest();
    await own.take([given("shoe.png", "abc")]);
    const before = view.image.value;
    const gone = new File([], "gone.png");
    gone.arrayBuffer = () => Promise.reject(new Error("It is gone."));
    const large = new File([], "large.png");
    Object.defineProperty(large, "size", { value: 20_000_001 });
    for (const [files, problem] of [
      [[given("a", ""), given("b", "")], "One picture goes through the network at a time."],
      [[given("photos", "", true)], "photos is a folder: give one picture."],
      [[{ file: large, isFolder: false }], "large.png is larger than 20\u00A0MB."],
      [[{ file: gone, isFolder: false }], "gone.png cannot be read."],
    ] as const) {
      await own.take(files);
      expect(own.state.value.problem).toBe(problem);
      expect(view.image.value).toBe(before);
    }
    expect(asked).toHaveLength(1);
    await own.take([]);
    expect(own.state.value.problem).toBe("gone.png cannot be read.");
    await own.take([given("shoe.png", "abc")]);
    expect(own.state.value.problem).toBe("");
  });

  it("needs a network", async () => {
    const { view, own } = pictureUnderTest(() => null);
    await own.take([given("shoe.png", "abc")]);
    expect(own.state.value.problem).toMatch(/^There is no trained network yet/u);
    expect(view.image.value?.own).toBeNull();
  });
});
