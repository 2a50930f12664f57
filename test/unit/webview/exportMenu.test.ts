// @vitest-environment jsdom
import { select } from "d3";
import { afterEach, expect, it } from "vitest";
import { createExportMenu } from "../../../webview/stage/exportMenu.js";

afterEach(() => {
  document.body.replaceChildren();
});

function createMenu() {
  const end = createExportMenu(select(document.body), {
    savePicture: () => Promise.resolve(null),
    copyTable: () => Promise.resolve(null),
    reportError: () => undefined,
  });
  const menu = document.querySelector("details")!;
  menu.open = true;
  return { end, menu };
}

it("closes for a click beside it", () => {
  const { menu, end } = createMenu();
  menu.querySelector("form")!.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  expect(menu.open).toBe(true);
  document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  expect(menu.open).toBe(false);
  end();
});

it("hears of no click any more once it is ended", () => {
  const { menu, end } = createMenu();
  end();
  document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  expect(menu.open).toBe(true);
});
