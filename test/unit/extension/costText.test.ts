import { expect, it } from "vitest";
import { costText } from "../../../extension/trainForm/costText.js";
import { alexnet } from "../../../model/network/alexnet/spec.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { vgg11 } from "../../../model/network/vgg11/spec.js";

it("says what a network costs on images of that size, or which it needs", () => {
  expect(costText(googlenet, [96, 96])).toBe("5.98M parameters, 276M multiply-adds at 96×96");
  expect(costText(vgg11, [224, 224])).toBe("129M parameters, 7.55B multiply-adds at 224×224");
  expect(costText(alexnet, [64, 96])).toBe("needs images of 65×65 at least");
});
